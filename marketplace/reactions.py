"""What follows from what: the whole shop's consequences on one screen. Each is safe to run twice."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.account import events as account
from marketplace.catalog import events as catalog
from marketplace.checkout import tasks as checkout
from marketplace.content import events as content
from marketplace.cooperative import events as cooperative
from marketplace.cooperative import tasks as cooperative_tasks
from marketplace.core.events import DomainEvent
from marketplace.notification import account_tasks as account_letters
from marketplace.notification import complaint_letters as complaints
from marketplace.notification import people_tasks as people
from marketplace.notification import sellers
from marketplace.notification import tasks as notification
from marketplace.order import events as order
from marketplace.order import tasks as order_tasks
from marketplace.oversight import events as oversight
from marketplace.oversight import tasks as oversight_tasks
from marketplace.payment import tasks as payment
from marketplace.search import tasks as search
from marketplace.shipping import events as shipping
from marketplace.warehouse import events as warehouse

REACTIONS: dict[type[DomainEvent], list[Callable[..., None]]] = {
    cooperative.MemberInvited: [people.send_member_in],
    cooperative.MemberLinkAsked: [people.send_member_in],
    cooperative.MandateProposed: [people.ask_owners],
    cooperative.MandateConfirmed: [people.send_helper_in],
    cooperative.MandateLinkAsked: [people.send_helper_in],
    cooperative.OwnerHandoverOffered: [people.tell_offered],
    account.ConfirmationAsked: [account_letters.ask_to_confirm],
    account.RegisteredAgain: [account_letters.tell_registered_again],
    account.PasswordResetAsked: [account_letters.help_with_password],
    account.EmailChangeAsked: [account_letters.ask_new_address, account_letters.warn_old_address],
    account.DeletionAsked: [account_letters.ask_to_delete],
    account.Invited: [account_letters.invite],
    account.EmailChanged: [account_letters.tell_email_changed],
    account.PasswordChanged: [account_letters.tell_password_changed],
    account.AccountConfirmed: [order_tasks.join_guest_orders],
    account.PhoneConfirmed: [order_tasks.join_guest_orders, cooperative_tasks.join_account],
    account.PhoneChanged: [cooperative_tasks.release_phone, account_letters.tell_phone_changed],
    account.PhoneReleased: [cooperative_tasks.release_phone, account_letters.tell_phone_released],
    account.AccountDeleted: [order_tasks.forget_buyer, checkout.forget_buyer, cooperative_tasks.let_go],
    order.OrderPlaced: [
        notification.thank_buyer,
        notification.call_cooperatives,
        order_tasks.join_account,
        checkout.remember_addresses,
        search.index_order,
    ],
    order.SuborderAccepted: [notification.tell_accepted],
    order.SuborderPacked: [notification.tell_packed],
    order.SuborderShipped: [notification.tell_shipped],
    order.SuborderDelivered: [notification.tell_delivered],
    order.SuborderDeclined: [notification.tell_declined, search.index_order],
    order.SuborderCanceled: [notification.tell_canceled, search.index_order],
    order.SuborderReturned: [notification.tell_returned, search.index_order],
    order.LinesDeclined: [notification.tell_lines_declined, search.index_order],
    order.CashCollected: [payment.record_cash],
    oversight.OpeningApproved: [sellers.tell_approved, search.index_cooperative],
    oversight.OpeningMoreWanted: [sellers.tell_more_wanted],
    oversight.OpeningRefused: [sellers.tell_refused],
    oversight.SuspensionAnnounced: [sellers.tell_suspension_announced],
    oversight.SuspensionWithdrawn: [sellers.tell_suspension_withdrawn],
    oversight.ShopSuspended: [sellers.tell_suspended, search.index_cooperative],
    oversight.PaperRefused: [sellers.tell_paper_refused],
    oversight.ListingApproved: [sellers.tell_listing_approved],
    oversight.ListingWithdrawn: [search.index_product],
    oversight.ListingHeld: [sellers.tell_listing_held, search.index_product],
    oversight.ListingSentBack: [sellers.tell_listing_sent_back, search.index_product],
    oversight.GoodsTakenDown: [sellers.tell_taken_down, search.index_cooperative],
    oversight.GoodsRestored: [sellers.tell_restored, search.index_cooperative],
    shipping.RatesChanged: [sellers.tell_rates_changed],
    oversight.ComplaintReceived: [complaints.tell_received],
    oversight.ComplaintAnswered: [complaints.tell_answered],
    oversight.DataReady: [sellers.tell_data_ready],
    catalog.ProductPublished: [search.index_product, oversight_tasks.look_again_at_product],
    catalog.GoodsChanged: [search.index_goods, oversight_tasks.look_again_at_goods],
    warehouse.StockChanged: [search.index_stock],
    cooperative.CooperativeChanged: [search.index_cooperative],
    content.PageChanged: [search.index_page],
}
