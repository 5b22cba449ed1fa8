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
        var deposit = o.Optional(
            "deposit", p => p.Deposit, Deposit(), "What a patient pays in advance at the booking; left out, not published.");
        var referral = o.Optional("referral", p => p.Referral, Referral(), "Referral credits; left out, not published.");
        var days = o.Maybe(
            "rescheduleDays", p => p.RescheduleDays, Formats.Int(0, 10_000, "calendar days"),
            "The fewest days by which a new appointment follows a cancelled one; left out, not published.");
        var tiers = o.Default(
            "noticeTiers", p => p.NoticeTiers, Formats.List(Tier(), 0, 20), [],
            "What a patient's cancellation costs by notice; left out, not published.");
        var unit = o.Default(
            "noticeUnit", p => p.NoticeUnit, Formats.Enum<NoticeUnit>(), NoticeUnit.ElapsedHours,
            "How a notice that is a length of time is counted; business hours need a calendar.");
        var calendar = o.Optional(
            "calendar", p => p.Calendar, Calendar(), "The clinic's opening hours, for notice in business hours or business days.");
        var noShow = o.Optional("noShow", p => p.NoShow, Charge(), "What a no-show costs; left out, not published.");
        var noShowLateBy = o.Maybe(
            "noShowLateBy", p => p.NoShowLateBy, Formats.UpToAYear,
            "The lateness after the appointment beyond which a patient whom the clinic turns away counts as a no-show; exactly so late is "
            + "none. Left out, no lateness counts as one.");
        var reasons = o.Default(
            "reasonCharges", p => p.ReasonCharges, Formats.List(Reason(), 0, 4), [],
            "What it costs when the clinic cancels for a reason that lies with the patient; it counts as a miss.");
        var repeat = o.Optional("repeat", p => p.Repeat, Repeat(), "What repeated misses cost; left out, no more than the first.");
        var grace = o.Default(
            "graceMisses", p => p.GraceMisses, Formats.Int(0, 999, "misses"), 0, "How many first misses pass without a charge.");
        var graceFor = o.Default(
            "graceFor", p => p.GraceFor, Formats.Distinct(Formats.Enum<MissKind>(), 0, 6), [],
            "The kinds of miss that pass; left out, every kind that is charged for.");
        var prepaid = o.Maybe(
            "prepaidAfterMisses", p => p.PrepaidAfterMisses, Formats.Int(1, 1000, "misses"),
            "The misses after which the next visit is paid in advance; left out, not published.");
        var missCount = o.Optional(
            "missCount", p => p.MissCount, Count(),
            "Which earlier misses count for repeat, graceMisses and prepaidAfterMisses; left out, all of them.");
        var waivers = o.Default(
            "waiverReasons", p => p.WaiverReasons, Formats.Distinct(Formats.Id("none"), 0, 50), [],
            "The reasons for which the clinic waives a fee.");
        var payment = o.Default(
            "payment", p => p.Payment,
            Formats.Distinct(
                Formats.EnumBut(
                    PaymentNote.PriceFromClinic, PaymentNote.Deposit, PaymentNote.FastingFeeOnce, PaymentNote.NotPublished), 0, 2), [],
            "What every statement of charges says about paying; left out, not published.");

        o.States(p => p.Stated, unit, calendar, missCount, noShowLateBy);
        o.Holds(
            unit, calendar, v => v.Of(unit) == NoticeUnit.ElapsedHours || v.Of(calendar) is not null, "business hours without a calendar",
            "elapsed-hours, or a calendar with opening hours and closed dates");
        o.Holds(
            unit, tiers, v => v.Of(unit) == NoticeUnit.ElapsedHours || v.Of(tiers).IsEmpty || v.Of(tiers).Any(IsLength),
            "business hours beside a notice that is no length of time", "noticeUnit only where noticeTiers have a notice such as PT24H");
        o.Holds(
            tiers, calendar, v => v.Of(calendar) is not null || !v.Of(tiers).Any(static tier => tier.Notice.CountsBusinessDays),
            "business days without a calendar", "a calendar with opening hours and closed dates, or a notice such as PT48H");
        o.Check(v =>
        {
            if (v.Has(calendar) && v.Has(unit) && v.Has(tiers) && v.Of(calendar) is not null && v.Of(unit) == NoticeUnit.ElapsedHours
                && !v.Of(tiers).Any(static tier => tier.Notice.CountsBusinessDays))
            {
                v.Report(
                    calendar, ProblemCodes.Contradiction, "a calendar that notice is not counted by",
                    "a calendar only with the noticeUnit business-hours or a notice in business days");
            }
        });
        o.Holds(
            deposit, deposit, v => v.Of(deposit) is not { IsNothing: true }, "a deposit of nothing",
            "an amount or a share above zero, or no deposit");
        o.Check(v => RequireOneWay(v, tiers));
        o.Check(v =>
        {
            if (v.HasAll && !v.Of(waivers).IsEmpty && v.Of(fasting) is null && v.Of(fastingCharge) is null && v.Of(tiers).IsEmpty
                && v.Of(noShow) is null && v.Of(reasons).IsEmpty)
            {
                v.Report(waivers, ProblemCodes.Contradiction, "reasons to waive a fee, and no fee", "a charge beside waiverReasons");
            }
        });
        o.Check(v =>
        {
            if (v.Has(tiers) && v.Has(noShow) && v.Has(reasons) && v.Of(tiers).IsEmpty && v.Of(noShow) is null && v.Of(reasons).IsEmpty)
            {
                ReportUncharged(v, repeat, v.Has(repeat) && v.Of(repeat) is not null);
                ReportUncharged(v, grace, v.Has(grace) && v.Of(grace) > 0);
                ReportUncharged(v, prepaid, v.Has(prepaid) && v.Of(prepaid) is not null);
            }
        });
        o.Check(v =>
        {
            if (v.Has(grace) && v.Has(repeat) && v.Of(repeat) is { } misses && v.Of(grace) >= misses.FromMiss - 1
                && Misses(v) is { HasGraceForAll: true })
            {
                v.Report(
                    grace, ProblemCodes.Contradiction, "grace that reaches the repeated misses",
                    "less than the miss before repeat.fromMiss, or graceFor only some of what is charged");
            }
        });
        o.Holds(
            fastingCharge, fasting, v => v.Of(fastingCharge) is null || v.Of(fasting) is not { IsZero: false },
            "a second fee for a fasting cancellation", "fastingCharge only where fastingCancellation is zero");
        o.Check(v => RequireDistinct(v, tiers, tier => tier.End, "lessThan", "atMost"));
        o.Check(v => RequireDistinct(v, reasons, row => row.Reason, "reason"));
        o.Holds(
            graceFor, grace, v => v.Of(graceFor).IsEmpty || v.Of(grace) > 0, "the misses of a grace without their number",
            "graceMisses beside it");
        o.Check(v => RequireCharged(v, graceFor, Misses(v)));
        o.Check(v =>
        {
            if (v.Has(deposit) && v.Of(deposit) is null)
            {
                RequireNoDeposit(v, fastingCharge, static charge => charge);
                RequireNoDeposit(v, noShow, static charge => charge);
                RequireNoDeposit(v, repeat, static misses => misses?.Charge);
                RequireNoDeposit(v, tiers, static tier => tier.Charge);
                RequireNoDeposit(v, reasons, static row => row.Charge);
            }
        });
        o.Check(v =>
        {
            if (v.Has(missCount) && v.Has(repeat) && v.Has(grace) && v.Has(prepaid) && v.Of(missCount) is not null
                && v.Of(repeat) is null && v.Of(grace) == 0 && v.Of(prepaid) is null or 1)
            {
                v.Report(
                    missCount, ProblemCodes.Contradiction, "a count of misses that nothing is decided by",
                    "repeat, graceMisses or prepaidAfterMisses beside it");
            }
        });
        o.Holds(
            noShowLateBy, noShow, v => v.Of(noShowLateBy) is null || v.Of(noShow) is not null, "a no-show that costs nothing",
            "noShow beside it, or a late-arrival in reasonCharges");
        o.Holds(
            noShowLateBy, reasons, v => v.Of(noShowLateBy) is not { } late || v.Of(reasons).All(
                row => row.Reason != CancellationReason.LateArrival || (row.LateByMoreThan ?? Duration.MinValue) < late),
            "a no-show before a late arrival costs anything", "a lateness above lateByMoreThan of the late-arrival");
        return o.Makes(v => new()
        {
            FastingCancellation = v.Of(fasting),
            FastingCharge = v.Of(fastingCharge),
            Deposit = v.Of(deposit),
            Referral = v.Of(referral),
            RescheduleDays = v.Of(days),
            NoticeTiers = v.Of(tiers),
            NoticeUnit = v.Of(unit),
            Calendar = v.Of(calendar),
            NoShow = v.Of(noShow),
            NoShowLateBy = v.Of(noShowLateBy),
            ReasonCharges = v.Of(reasons),
            Repeat = v.Of(repeat),
            GraceMisses = v.Of(grace),
            GraceFor = v.Of(graceFor),
            PrepaidAfterMisses = v.Of(prepaid),
            MissCount = v.Of(missCount),
            WaiverReasons = v.Of(waivers),
            Payment = v.Of(payment),
            Stated = v.Stated,
        });

        // What is charged for and what of it passes, where all of that could be read.
        FeePolicy? Misses(Values v) => v.Has(graceFor) && v.Has(tiers) && v.Has(noShow) && v.Has(reasons)
            ? new() { NoticeTiers = v.Of(tiers), NoShow = v.Of(noShow), ReasonCharges = v.Of(reasons), GraceFor = v.Of(graceFor) }
            : null;
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

    // A charge, or the deposit that it keeps.
    private static UnionFormat<FeeCharge> Charge()
    {
        var deposit = new ObjectFormat<FeeCharge.Deposit>();
        deposit.Required("deposit", static _ => true, Formats.Set("an amount with its currency, or percentOfPrice"),
            "Always true: the clinic keeps the deposit, however much that is.");
        var mayKeep = May(deposit);
        return Deposit().Or("deposit", deposit.Makes(v => new() { IsPermitted = v.Of(mayKeep) is true }));
    }

    private static UnionFormat<FeeCharge> Deposit()
    {
        var flat = new ObjectFormat<FeeCharge.Flat>();
        var (amount, currency) = flat.Priced(static charge => charge.Amount);
        var mayAmount = May(flat);
        flat.Holds(
            mayAmount, amount, v => v.Of(mayAmount) is not true || v.Of(amount) > 0, "nothing that the clinic may charge",
            "an amount above zero, or no modality");
        var percent = new ObjectFormat<FeeCharge.PercentOfPrice>();
        var share = percent.Required(
            "percentOfPrice", charge => charge.Percent, Formats.Decimal(0, 100, 6, "percent of the visit's price"),
            "The share of the visit's price.");
        var mayShare = May(percent);
        percent.Holds(
            mayShare, share, v => v.Of(mayShare) is not true || v.Of(share) > 0, "nothing that the clinic may charge",
            "a share above zero, or no modality");
        var unpublished = new ObjectFormat<FeeCharge.NotPublished>();
        unpublished.Required(
            "amountNotPublished", static _ => true, Formats.Set("an amount with its currency, or percentOfPrice"),
            "Always true: that there is a charge is published, and how much it is not.");
        var mayBe = May(unpublished);
        return new UnionFormat<FeeCharge>()
            .Or("amount", flat.Makes(v => new(Money.Of(v.Of(amount), v.Of(currency))) { IsPermitted = v.Of(mayAmount) is true }))
            .Or("percentOfPrice", percent.Makes(v => new(v.Of(share)) { IsPermitted = v.Of(mayShare) is true }))
            .Or("amountNotPublished", unpublished.Makes(v => new() { IsPermitted = v.Of(mayBe) is true }));
    }

    private static Member<bool?> May<T>(ObjectFormat<T> o)
        where T : FeeCharge => o.Maybe(
            "modality", charge => charge.IsPermitted ? true : null, Formats.OneName("may"),
            "\"may\": the clinic may charge it and need not. Left out, it is owed.");

    // Exactly so much notice, or exactly then, is enough where the notice is exclusive.
    private static UnionFormat<NoticeTier> Tier() => new UnionFormat<NoticeTier>()
        .Or(
            "lessThan", Tier(
                "lessThan", "The notice: with less than that it costs, and exactly that is enough. By a clock time: after it, it costs.",
                isInclusive: false),
            static tier => !tier.IsInclusive)
        .Or(
            "atMost", Tier(
                "atMost", "The notice: with exactly that or less it costs. By a clock time: exactly then and after it, it costs.",
                isInclusive: true),
            static tier => tier.IsInclusive);

    private static ObjectFormat<NoticeTier> Tier(string name, string description, bool isInclusive)
    {
        var o = new ObjectFormat<NoticeTier>();
        var notice = o.Required(name, tier => tier.Notice, AnyNotice(), description);
        var charge = o.Required("charge", tier => tier.Charge, Charge(), "What it costs.");
        return o.Makes(v => new(v.Of(notice), v.Of(charge), isInclusive));
    }

    private static UnionFormat<Notice> AnyNotice()
    {
        var days = new ObjectFormat<Notice.BusinessDays>();
        var count = days.Required(
            "businessDays", notice => notice.Count, Formats.Int(1, Notice.MostDays, "business days"),
            "The days on which the clinic is open, as whole dates: that of the cancellation counts, that of the appointment does not.");
        var business = new ObjectFormat<Notice.ByClock>();
        var businessTime = By(business);
        var businessDays = business.Required(
            "businessDaysBefore", notice => notice.DaysBefore, Formats.Int(1, Notice.MostDays, "business days"),
            "How many days on which the clinic is open before the appointment's date.");
        var clock = new ObjectFormat<Notice.ByClock>();
        var time = By(clock);
        var before = clock.Required(
            "daysBefore", notice => notice.DaysBefore, Formats.Int(0, Notice.MostDays, "days"),
            "How many days before the appointment's date; 0 is that date.");
        return new UnionFormat<Notice>(
            "a length of time such as PT24H, or an object: {\"businessDays\": 2}, {\"by\": \"12:00\", \"daysBefore\": 1} or "
            + "{\"by\": \"17:00\", \"businessDaysBefore\": 2}")
            .Or("", new MappedFormat<Duration, Notice.Length>(Formats.SomeUpToAYear, time => new(time), notice => notice.Time))
            .Or("businessDays", days.Makes(v => new(v.Of(count))))
            .Or(
                "businessDaysBefore", business.Makes(v => new(v.Of(businessTime), v.Of(businessDays), areBusinessDays: true)),
                static notice => notice.AreBusinessDays)
            .Or("by", clock.Makes(v => new(v.Of(time), v.Of(before))), static notice => !notice.AreBusinessDays);
    }

    private static Member<LocalTime> By(ObjectFormat<Notice.ByClock> o) =>
        o.Required("by", notice => notice.Time, Formats.Time, "The time on the clinic's clock.");

    private static bool IsLength(NoticeTier tier) => tier.Notice is Notice.Length;

    private static ObjectFormat<MissCount> Count()
    {
        var o = new ObjectFormat<MissCount>();
        var within = o.Optional(
            "within", count => count.Within, Formats.Period,
            "The calendar period before the appointment; a miss exactly so long before it counts. Left out, all time.");
        var inARow = o.Default(
            "areInARow", count => count.AreInARow, Formats.Flag, false,
            "Whether only misses count since which the patient kept no appointment.");
        var ofOneKind = o.Default(
            "areOfOneKind", count => count.AreOfOneKind, Formats.Flag, false,
            "Whether only misses count that cost by the same step of notice, as a no-show or for the same reason.");
        o.Check(v =>
        {
            if (v.HasAll && v.Of(within) is null && !v.Of(inARow) && !v.Of(ofOneKind))
            {
                v.Whole.Report(
                    ProblemCodes.Contradiction, "a count of all misses", "within, areInARow or areOfOneKind, or missCount left out");
            }
        });
        return o.Makes(v => new(v.Of(within), v.Of(inARow), v.Of(ofOneKind)));
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

    // Of a length of time and a clock time neither is the longer notice for every appointment.
    private static void RequireOneWay(Values v, Member<ImmutableArray<NoticeTier>> tiers)
    {
        LocatedValue[] places = v.At(tiers).Items;
        for (int index = 1; v.Has(tiers) && index < places.Length; index++)
        {
            if (!v.Of(tiers)[index].Notice.IsCountedLike(v.Of(tiers)[0].Notice))
            {
                places[index].Report(
                    ProblemCodes.Contradiction, "a notice counted in another way than the first",
                    "every notice a length of time, or every one in business days, or by a clock time of days counted alike");
            }
        }
    }

    private static void RequireCharged(Values v, Member<ImmutableArray<MissKind>> kinds, FeePolicy? misses)
    {
        if (misses is null)
        {
            return;
        }

        MissKind[] charged = [.. misses.ChargedKinds];
        LocatedValue[] places = v.At(kinds).Items;
        for (int index = 0; index < places.Length; index++)
        {
            if (charged.Length > 0 && !charged.Contains(v.Of(kinds)[index]))
            {
                places[index].Report(
                    ProblemCodes.Contradiction, "a miss that costs nothing",
                    $"{string.Join(", ", charged.Select(static kind => EnumNames.Of(kind)))}, which have a charge");
            }
        }
    }

    private static void RequireNoDeposit<T>(Values v, Member<ImmutableArray<T>> rows, Func<T, FeeCharge> charge)
    {
        LocatedValue[] places = v.At(rows).Items;
        for (int index = 0; v.Has(rows) && index < places.Length; index++)
        {
            RequireNoDeposit(places[index].Member("charge"), charge(v.Of(rows)[index]));
        }
    }

    private static void RequireNoDeposit<T>(Values v, Member<T> member, Func<T, FeeCharge?> charge)
    {
        if (v.Has(member))
        {
            RequireNoDeposit(v.At(member), charge(v.Of(member)));
        }
    }

    private static void RequireNoDeposit(LocatedValue place, FeeCharge? charge)
    {
        if (charge is FeeCharge.Deposit)
        {
            place.Report(ProblemCodes.Contradiction, "a deposit that is not published", "fees.deposit beside it, or an amount");
        }
    }

    private static void RequireDistinct<T>(Values v, Member<ImmutableArray<T>> rows, Func<T, object> key, params string[] properties)
        where T : class
    {
        var seen = new HashSet<object>();
        LocatedValue[] places = v.At(rows).Items;
        for (int index = 0; v.Has(rows) && index < places.Length; index++)
        {
            if (!seen.Add(key(v.Of(rows)[index])))
            {
                LocatedValue row = places[index];
                row.Member(properties.First(row.HasMember)).Report(
                    ProblemCodes.DuplicateName, "the value of another row", "each value once");
            }
        }
    }
}
