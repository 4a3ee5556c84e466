"""Permissions by which no outsider is refused in any case, each with its reason: taking one away cannot be noticed here.

Reviewed by hand, and held exact by tests: who adds such a permission says here why, and what is reached leaves the list.
"""

NOT_ASKED = {
    "field Group.users": "groups are the operator's: no outsider is shown one on which it could be asked",
    "field OrderGrantedRefund.transactionEvents": "no outsider is shown a refund on which it could be asked",
    "field OrderGrantedRefund.user": "as OrderGrantedRefund.transactionEvents",
    "field Stock.quantity": "whoever is shown a stock works for a cooperative, and so may; others are shown none",
    "field Stock.quantityAllocated": "as Stock.quantity",
    "field Stock.quantityReserved": "as Stock.quantity",
    "field TransactionEvent.createdBy": "as TransactionItem.privateMetadata",
    "field TransactionItem.createdBy": "as TransactionItem.privateMetadata",
    "field TransactionItem.privateMetadata": "no outsider is shown a payment on which it could be asked",
    "field TransactionItem.privateMetafield": "as TransactionItem.privateMetadata",
    "field TransactionItem.privateMetafields": "as TransactionItem.privateMetadata",
}
"""Fields on the walk."""
NOT_ALWAYS = {
    f"field Fulfillment.{each}": "keys of orders come in no order, and the way that is found first decides"
    for each in ("privateMetadata", "privateMetafield", "privateMetafields")
}
"""Fields that some walks refuse to outsiders and others do not come by."""
NOT_LED_TO = {
    "type CooperativeHandover": "stands in one's own standing, and below mutations that ask for more",
    "type Paper": "stands below an opening, which asks for the same, and below mutations that ask for more",
}
"""Types that ask by themselves, below fields that refuse every outsider first."""
