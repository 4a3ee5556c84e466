"""What the house needs from outside, drawn from our side: Protocols and frozen dataclasses, no Django models."""
