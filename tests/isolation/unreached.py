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
_ONESELF = "acts on oneself, and takes no id"
_NEW = "makes something new, and takes no id of a cooperative's or a buyer's"
NOT_CALLED = {
    "field Mutation.accountDelete": _ONESELF,
    "field Mutation.accountPhoneChange": _ONESELF,
    "field Mutation.accountRequestDeletion": _ONESELF,
    "field Mutation.checkoutCustomerDetach": "a cart's id is its key (DECISIONS 2), and is not tried",
    "field Mutation.confirmEmailChange": _ONESELF,
    "field Mutation.cooperativeSignOutEverywhere": _ONESELF,
    "field Mutation.customerCreate": _NEW,
    "field Mutation.openingApply": _NEW,
    "field Mutation.passwordChange": _ONESELF,
    "field Mutation.permissionGroupDelete": "groups are the operator's, and nobody's of a cooperative",
    "field Mutation.requestEmailChange": _ONESELF,
    "field Mutation.sendConfirmationEmail": _ONESELF,
    "field Mutation.staffCreate": _NEW,
    "field Mutation.tokensDeactivateAll": _ONESELF,
    "field Mutation.userAvatarDelete": _ONESELF,
    "field Mutation.userAvatarUpdate": _ONESELF,
}
"""Mutations: a case is a call with an id of B's."""
