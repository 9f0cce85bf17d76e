package dev.shopkeeper.membership.coupon;

/**
 * What a run of issuing has come to so far.
 *
 * @param issued coupons
 * @param heldOut members without one, for comparison
 */
record IssueReport(long issued, long heldOut) {

    static final IssueReport NONE = new IssueReport(0, 0);

    IssueReport and(long moreIssued, long moreHeldOut) {
        return new IssueReport(issued + moreIssued, heldOut + moreHeldOut);
    }
}
