"""Pictures of the demo goods, drawn from their facts."""
