"""Ways to send goods in the API; what they cost is told where there is a cart (checkout.api)."""
