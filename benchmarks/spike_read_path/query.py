"""The question asked in all four ways: 24 products, about 1,000 fields."""

QUERY = """
query List($channel: Int!) {
  products(first: 24, channel: $channel) {
    edges {
      node {
        id name slug created
        cooperative { id name slug commune }
        category { id name slug }
        media { id url alt }
        variants {
          id name sku netAmount
          price { amount currency }
          undiscounted { amount currency }
        }
      }
    }
  }
}
"""


def LISTED(channel: int) -> dict:  # noqa: N802 -- reads like the constant it nearly is
    """What a visitor may see in this channel, in the words of the partial index."""
    return {
        "channel": channel,
        "is_published": True,
        "visible_in_listings": True,
        "discounted_price_amount__isnull": False,
    }
