using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Fees;
using NodaTime;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>fees</c>: fees, referral credits, waivers.</summary>
internal static class FeesSection
{
    public static ObjectFormat<FeePolicy> Create()
    {
        var o = new ObjectFormat<FeePolicy>();
        var fasting = o.Maybe(
            "fastingCancellation", p => p.FastingCancellation, Formats.Money,
            "The fee when the clinic cancels for a fasting violation that the facts support; zero charges nothing, and left out it is not "
            + "published.");
        var fastingCharge = o.Optional(
            "fastingCharge", p => p.FastingCharge, Charge(),
            "The fee for a fasting cancellation that is no flat amount, such as a share of the price; fastingCancellation is then zero or "
            + "left out.");
        var referral = o.Optional("referral", p => p.Referral, Referral(), "Referral credits; left out, not published.");
        var days = o.Maybe(
            "rescheduleDays", p => p.RescheduleDays, Formats.Int(0, 10_000, "calendar days"),
            "The fewest days by which a new appointment follows a cancelled one; left out, not published.");
        var tiers = o.Default(
            "noticeTiers", p => p.NoticeTiers, Formats.List(Tier(), 0, 20), [],
            "What a patient's cancellation costs by notice; left out, not published.");
        var unit = o.Default(
            "noticeUnit", p => p.NoticeUnit, Formats.Enum<NoticeUnit>(), NoticeUnit.ElapsedHours,
            "How notice is counted; business hours need a calendar.");
        var calendar = o.Optional("calendar", p => p.Calendar, Calendar(), "The clinic's opening hours, for notice in business hours.");
        var noShow = o.Optional("noShow", p => p.NoShow, Charge(), "What a no-show costs; left out, not published.");
        var reasons = o.Default(
            "reasonCharges", p => p.ReasonCharges, Formats.List(Reason(), 0, 4), [],
            "What it costs when the clinic cancels for a reason that lies with the patient; it counts as a miss.");
        var repeat = o.Optional("repeat", p => p.Repeat, Repeat(), "What repeated misses cost; left out, no more than the first.");
        var grace = o.Default(
            "graceMisses", p => p.GraceMisses, Formats.Int(0, 999, "misses"), 0, "How many first misses pass without a charge.");
        var waivers = o.Default(
            "waiverReasons", p => p.WaiverReasons, Formats.Distinct(Formats.Id("none"), 0, 50), [],
            "The reasons for which the clinic waives a fee.");
        var payment = o.Default(
            "payment", p => p.Payment,
            Formats.Distinct(Formats.EnumBut(PaymentNote.PriceFromClinic, PaymentNote.NotPublished), 0, 2), [],
            "What every statement of charges says about paying; left out, not published.");

        o.States(p => p.Stated);
        o.Holds(
            unit, calendar, v => v.Of(unit) == NoticeUnit.ElapsedHours || v.Of(calendar) is not null, "business hours without a calendar",
            "elapsed-hours, or a calendar with opening hours and closed dates");
        o.Holds(
            calendar, unit, v => v.Of(calendar) is null || v.Of(unit) == NoticeUnit.BusinessHours,
            "a calendar that notice is not counted by", "a calendar only with the noticeUnit business-hours");
        o.Check(v =>
        {
            if (v.Has(tiers) && v.Has(noShow) && v.Has(reasons) && v.Of(tiers).IsEmpty && v.Of(noShow) is null && v.Of(reasons).IsEmpty)
            {
                ReportUncharged(v, repeat, v.Has(repeat) && v.Of(repeat) is not null);
                ReportUncharged(v, grace, v.Has(grace) && v.Of(grace) > 0);
            }
        });
        o.Holds(
            grace, repeat, v => v.Of(repeat) is not { } misses || v.Of(grace) < misses.FromMiss - 1,
            "grace that reaches the repeated misses", "less than the miss before repeat.fromMiss");
        o.Holds(
            fastingCharge, fasting, v => v.Of(fastingCharge) is null || v.Of(fasting) is not { IsZero: false },
            "a second fee for a fasting cancellation", "fastingCharge only where fastingCancellation is zero");
        o.Check(v => RequireDistinct(v, tiers, tier => tier.LessThan, "lessThan"));
        o.Check(v => RequireDistinct(v, reasons, row => row.Reason, "reason"));
        return o.Makes(v => new()
        {
            FastingCancellation = v.Of(fasting),
            FastingCharge = v.Of(fastingCharge),
            Referral = v.Of(referral),
            RescheduleDays = v.Of(days),
            NoticeTiers = v.Of(tiers),
            NoticeUnit = v.Of(unit),
            Calendar = v.Of(calendar),
            NoShow = v.Of(noShow),
            ReasonCharges = v.Of(reasons),
            Repeat = v.Of(repeat),
            GraceMisses = v.Of(grace),
            WaiverReasons = v.Of(waivers),
            Payment = v.Of(payment),
            Stated = v.Stated,
        });
    }

    private static ObjectFormat<ReferralPolicy> Referral()
    {
        var o = new ObjectFormat<ReferralPolicy>();
        var credit = o.Required("credit", p => p.Credit, Formats.Money, "The credit for one referred person; zero credits nothing.");
        var freeCall = o.Default(
            "doesFreeCallCount", p => p.DoesFreeCallCount, Formats.Flag, false, "Whether scheduling the first call earns the credit.");
        var stacking = o.Default(
            "stacking", p => p.Stacking, Formats.Enum<CreditStacking>(), CreditStacking.AllAtNextVisit,
            "How many open credits one visit uses up.");
        return o.Makes(v => new() { Credit = v.Of(credit), DoesFreeCallCount = v.Of(freeCall), Stacking = v.Of(stacking) });
    }

    private static UnionFormat<FeeCharge> Charge()
    {
        var percent = new ObjectFormat<FeeCharge.PercentOfPrice>();
        var share = percent.Required(
            "percentOfPrice", charge => charge.Percent, Formats.Decimal(0, 100, 6, "percent of the visit's price"),
            "The share of the visit's price.");
        return new UnionFormat<FeeCharge>()
            .Or("amount", new MappedFormat<Money, FeeCharge.Flat>(Formats.Money, amount => new(amount), charge => charge.Amount))
            .Or("percentOfPrice", percent.Makes(v => new(v.Of(share))));
    }

    private static ObjectFormat<NoticeTier> Tier()
    {
        var o = new ObjectFormat<NoticeTier>();
        var lessThan = o.Required(
            "lessThan", tier => tier.LessThan, Formats.SomeUpToAYear, "The notice; exactly so much is enough to escape the tier.");
        var charge = o.Required("charge", tier => tier.Charge, Charge(), "What it costs.");
        return o.Makes(v => new(v.Of(lessThan), v.Of(charge)));
    }

    private static ObjectFormat<ReasonCharge> Reason()
    {
        var o = new ObjectFormat<ReasonCharge>();
        var reason = o.Required(
            "reason", row => row.Reason, Formats.EnumBut(CancellationReason.FastingViolation),
            "The reason the clinic recorded; a fasting violation has a fee of its own.");
        var charge = o.Required("charge", row => row.Charge, Charge(), "What it costs.");
        var late = o.Maybe(
            "lateByMoreThan", row => row.LateByMoreThan, Formats.UpToAYear,
            "For a late arrival, the lateness after the appointment that is still free, inclusive.");
        o.Holds(
            late, reason, v => v.Of(late) is null || v.Of(reason) == CancellationReason.LateArrival, "a lateness for another reason",
            "lateByMoreThan only for late-arrival");
        return o.Makes(v => new(v.Of(reason), v.Of(charge), v.Of(late)));
    }

    private static ObjectFormat<RepeatCharge> Repeat()
    {
        var o = new ObjectFormat<RepeatCharge>();
        var from = o.Required(
            "fromMiss", repeat => repeat.FromMiss, Formats.Int(2, 1000, "misses"), "The miss it begins with, 2 for the second.");
        var charge = o.Required("charge", repeat => repeat.Charge, Charge(), "What it costs.");
        return o.Makes(v => new(v.Of(from), v.Of(charge)));
    }

    private static ObjectFormat<BusinessCalendar> Calendar()
    {
        var o = new ObjectFormat<BusinessCalendar>();
        var hours = o.Required(
            "hours", calendar => calendar.Hours, Formats.Named(Hours(), 1, 7, "day"),
            "When the clinic is open; a day without hours is closed.");
        var closed = o.Default(
            "closedOn", calendar => calendar.ClosedOn, Formats.Distinct(Formats.Date, 0, 1000), [], "Dates on which it is closed.");
        return o.Makes(v => new() { Hours = v.Of(hours), ClosedOn = v.Of(closed) });
    }

    private static ObjectFormat<OpeningHours> Hours()
    {
        var o = new ObjectFormat<OpeningHours>();
        var day = o.Required("day", one => one.Day, Formats.EnumBut(IsoDayOfWeek.None), "The day of the week.");
        var opens = o.Required("opens", one => one.Opens, Formats.Time, "When it opens.");
        var closes = o.Required("closes", one => one.Closes, Formats.Time, "When it closes; 00:00 is the end of the day.");
        o.Holds(
            closes, opens, v => v.Of(closes) > v.Of(opens) || v.Of(closes) == LocalTime.Midnight,
            "a closing time that is not after opening", "a time later than opens, or 00:00 for the end of the day");
        return o.Makes(v => new(v.Of(day), v.Of(opens), v.Of(closes)));
    }

    private static void ReportUncharged(Values v, Member member, bool isSet)
    {
        if (isSet)
        {
            v.Report(
                member, ProblemCodes.Contradiction, "a rule about misses that cost nothing",
                "noticeTiers, noShow or reasonCharges beside it");
        }
    }

    private static void RequireDistinct<T>(Values v, Member<ImmutableArray<T>> rows, Func<T, object> key, string property)
        where T : class
    {
        var seen = new HashSet<object>();
        LocatedValue[] places = v.At(rows).Items;
        for (int index = 0; v.Has(rows) && index < places.Length; index++)
        {
            if (!seen.Add(key(v.Of(rows)[index])))
            {
                places[index].Member(property).Report(ProblemCodes.DuplicateName, "the value of another row", "each value once");
            }
        }
    }
}
