using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.TimeZones;

namespace Infusion.Rules.Fees;

/// <summary>An open referral credit, and the charge it may be spent on.</summary>
/// <param name="Charge">What is charged.</param>
/// <param name="Price">How much; <c>null</c> when it is not known.</param>
/// <param name="HasStarted">Whether the visit's infusion has started.</param>
/// <param name="Place">The credit's place among the open ones, the oldest first.</param>
internal readonly record struct OpenCredit(ChargeKind Charge, Money? Price, bool HasStarted, int Place);

/// <summary>What the rules about money ask, each fact with the fields it is read from.</summary>
internal static class FeeFacts
{
    /// <summary>The waiver of a fee that nobody waived.</summary>
    public const string NoWaiver = "none";

    /// <summary>The most missed appointments that are counted.</summary>
    public const int MostMisses = 1_000;

    /// <summary>The most days that are counted between two appointments.</summary>
    public const int MostDays = 10_000;

    private static Duration LongestNotice { get; } = Duration.FromDays(3_660);

    // An appointment that nobody cancelled ended in the infusion, once it started.
    private static Input<Visit, AppointmentEnd?> EndOfAppointment { get; } = new(Cancellation.Fields.By.Path,
        static visit =>
            visit.CancellationInForce is { } cancellation ? cancellation.By : visit.Start is null ? null : AppointmentEnd.InfusionGiven);

    private static Input<Visit, Moment?> CancelledAt { get; } = Cancelled(Cancellation.Fields.At);

    private static Input<Visit, Moment?> NewAppointment { get; } = Cancelled(Cancellation.Fields.NewAppointment);

    private static Input<ReferralInCourse, FriendBooking?> BookingOfFriend { get; } = Referral.Fields.Booking.In<ReferralInCourse>(
        static referral => referral.Referral);

    private static Input<ReferralInCourse, bool?> IsOneself { get; } = new(Referral.Fields.Friend.Path, static referral => referral.IsSelf);

    private static Input<ReferralInCourse, bool?> IsFirstOnRecord { get; } = new(
        Referral.Fields.IsReferredBefore.Path, static referral => referral.IsFirst);

    private static Input<ReferralInCourse, bool?> HasEarned { get; } = new(
        PatientRecord.Fields.Referrals.Path, static referral => referral.IsCredited);

    private static Input<OpenCredit, ChargeKind?> KindOfCharge { get; } = new(
        PatientRecord.Fields.Visits.Path, static credit => credit.Charge);

    private static Input<OpenCredit, bool?> HasPrice { get; } = new(
        Visit.Fields.Price.Path, static credit => credit.Price is { } price ? !price.IsZero : null);

    private static Input<OpenCredit, bool?> Started { get; } = new(Visit.Fields.Start.Path, static credit => credit.HasStarted);

    private static Input<OpenCredit, int?> PlaceInOrder { get; } = new(
        PatientRecord.Fields.Referrals.Path, static credit => Math.Min(credit.Place, MostMisses));

    private static Input<StatementOfCharges, bool?> HasVisit { get; } = new(
        PatientRecord.Fields.Visits.Path, static statement => statement.HasVisit);

    /// <summary>What became of the appointment.</summary>
    public static Fact<AppointmentEnd> End { get; } =
        Fact.Choice<AppointmentEnd>("fee.end", "the end of the appointment", "What became of the appointment?").From(EndOfAppointment);

    /// <summary>The primary reason the clinic recorded. Only the clinic's cancellations are judged by it.</summary>
    public static Fact<CancellationReason> Reason { get; } = Fact.Choice<CancellationReason>(
        "fee.reason", "the primary reason the clinic recorded",
        "What is the primary reason on record for the cancellation?").From(Cancelled(Cancellation.Fields.Reason));

    /// <summary>How many appointments the patient missed before.</summary>
    public static Fact<int> EarlierMisses { get; } =
        Fact.Count(
            "fee.earlier-misses", "earlier misses", "How often has the patient missed an appointment before?", "missed appointments", 0,
            MostMisses)
            .FromBothSides().From(Cancelled(Cancellation.Fields.EarlierMisses));

    /// <summary>How many appointments the patient missed before, of those that the policy counts; at most all of them.</summary>
    /// <param name="which">Which of them count, as the end of a sentence.</param>
    public static Fact<int> CountedMisses(string which) =>
        Fact.Count(
            "fee.counted-misses", $"earlier misses {which}",
            $"How often has the patient missed an appointment before, counting those {which}?", "missed appointments", 0, MostMisses)
            .FromBothSides().By<Visit, int>(
                static visit => visit.CancellationInForce is not { } cancellation ? FactValue.Unknown
                    : cancellation.CountedMisses is { } counted ? FactValue.Exactly(counted)
                    : cancellation.EarlierMisses is { } all ? FactValue.Between(0, all)
                    : FactValue.Unknown,
                Cancelled(Cancellation.Fields.CountedMisses), Cancelled(Cancellation.Fields.EarlierMisses)).With(which);

    /// <summary>How long after the appointment the patient arrived.</summary>
    public static Fact<Duration> Lateness { get; } =
        Fact.Elapsed("fee.lateness", "time from the appointment to the arrival", "When did the patient arrive?")
            .Between(Visit.Fields.Appointment, Visit.Fields.Arrival);

    /// <summary>How long before the appointment it was cancelled, on any clock: not at all once the appointment has begun.</summary>
    public static Fact<Duration> BeforeAppointment { get; } =
        Fact.Elapsed("fee.before-appointment", "time from the cancellation to the appointment", "When was the appointment cancelled?")
            .Between(CancelledAt, Visit.Fields.Appointment);

    /// <summary>Whether a share of the visit's price is anything.</summary>
    public static Fact<bool> IsChargeable { get; } =
        Fact.YesNo("fee.priced", "the visit has a price above zero", "What does the visit cost?")
            .From(new Input<Visit, bool?>(Visit.Fields.Price.Path, static visit => visit.Price is { } price ? !price.IsZero : null));

    /// <summary>What the referred person has scheduled.</summary>
    public static Fact<FriendBooking> Booking { get; } = Fact.Choice<FriendBooking>(
        "referral.booking", "the booking of the referred person", "What has the referred person scheduled?").From(BookingOfFriend);

    /// <summary>Whether referrer and referred are one person.</summary>
    public static Fact<bool> IsSelf { get; } =
        Fact.YesNo("referral.self", "referrer and referred are one person", "Are the referrer and the referred person the same person?")
            .From(IsOneself);

    /// <summary>Whether it is the first referral of that person.</summary>
    public static Fact<bool> IsFirst { get; } = Fact.YesNo(
        "referral.first", "the first referral recorded for that person",
        "Is this the first referral on record for that person?").From(IsFirstOnRecord);

    /// <summary>Whether that person has earned somebody the credit.</summary>
    public static Fact<bool> IsCredited { get; } = Fact.YesNo(
        "referral.credited", "that person has earned somebody the credit",
        "Has that person earned somebody the credit before?").From(HasEarned);

    /// <summary>What is charged.</summary>
    public static Fact<ChargeKind> Charged { get; } =
        Fact.Choice<ChargeKind>("referral.charge", "the charge", "Is a visit or a fee charged?").From(KindOfCharge);

    /// <summary>Whether the visit has a price above zero.</summary>
    public static Fact<bool> IsPriced { get; } =
        Fact.YesNo("referral.priced", "the visit has a price above zero", "What does the visit cost?").From(HasPrice);

    /// <summary>Whether the visit's infusion has started.</summary>
    public static Fact<bool> HasStarted { get; } =
        Fact.YesNo("referral.started", "the visit's infusion has started", "Has the infusion started?").From(Started);

    /// <summary>The credit's place among the open ones.</summary>
    public static Fact<int> Place { get; } = Fact.Count(
        "referral.place", "the credit's place among the open ones, oldest first", "How many older credits are open?", "", 1,
        MostMisses).From(PlaceInOrder);

    /// <summary>Whether a visit took place.</summary>
    public static Fact<bool> WasVisited { get; } =
        Fact.YesNo("payment.visit", "a visit took place", "Has a visit taken place?").From(HasVisit);

    /// <summary>The fast as it stood at the cancellation, judged against the scheduled appointment and never against the start.</summary>
    /// <param name="atCancellation">How the fast is judged.</param>
    public static Fact<string> Fast(Judgement<Visit> atCancellation) =>
        Fact.Linked(
            "fee.fasting-plan", "the fast at the cancellation, judged against the scheduled appointment",
            "What was eaten and drunk, and when?", atCancellation.Table).From(atCancellation.Linked())
            .KnownThrough("fasting.timing");

    /// <summary>How long before the appointment it was cancelled. More comes of
    /// an earlier cancellation and of a later appointment.</summary>
    /// <param name="calendar">The opening hours that count; <c>null</c> where every hour does.</param>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> NoticeTime(BusinessCalendar? calendar, DateTimeZone zone)
    {
        Fact<Duration> notice = Fact.Elapsed("fee.notice", "notice before the appointment", "When was the appointment cancelled?")
            .FromBothSides();
        return calendar is null
            ? notice.Between(CancelledAt, Visit.Fields.Appointment)
            : notice.Between(CancelledAt, Visit.Fields.Appointment, (cancelled, appointment) =>
                appointment - cancelled > LongestNotice ? notice.Maximum
                : cancelled - appointment > LongestNotice ? notice.Minimum
                : Fact.Nanoseconds(calendar.OpenBetween(cancelled, appointment, zone))).With($"{zone.Id}; {calendar}");
    }

    /// <summary>The business days of notice: the dates with opening hours from that of the cancellation up to, not including, that of the
    /// appointment.</summary>
    /// <param name="calendar">The clinic's opening days.</param>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<int> BusinessDays(BusinessCalendar calendar, DateTimeZone zone) =>
        Fact.Count(
            "fee.notice-days", "business days of notice", "When was the appointment cancelled?", "business days", 0, Notice.MostDays)
            .FromBothSides().Between(CancelledAt, Visit.Fields.Appointment, (cancelled, appointment) =>
                Math.Max(0, OpenDays(calendar, zone, cancelled.InZone(zone).Date, appointment.InZone(zone).Date)))
            .With($"{zone.Id}; {calendar}");

    /// <summary>How long before the appointment's clinic-local date it was cancelled, on a clock whose days all have 24 hours.</summary>
    /// <param name="calendar">The opening days that alone count; <c>null</c> where every day does.</param>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> NoticeByClock(BusinessCalendar? calendar, DateTimeZone zone) =>
        Fact.Elapsed(
            "fee.notice-clock",
            $"time on the clinic's clock from the cancellation to the beginning of the appointment's date{(calendar is null ? ""
                : ", on business days")}",
            "When was the appointment cancelled?")
            .FromBothSides().Between(CancelledAt, Visit.Fields.Appointment, (cancelled, appointment) =>
            {
                LocalDateTime at = Passed(cancelled, zone);
                LocalDate date = appointment.InZone(zone).Date;
                long days = calendar is null ? Math.Max(-MostDays, Math.Min(MostDays, Period.DaysBetween(at.Date, date)))
                    : OpenDays(calendar, zone, at.Date, date);
                bool isOpen = calendar?.IsOpenOn(at.Date, zone) ?? true;
                return (days * NodaConstants.NanosecondsPerDay) - (isOpen ? at.NanosecondOfDay : 0);
            }).With($"{zone.Id}; {calendar}");

    // The open dates from one up to, not including, another; as many below zero the other way round, and no more than are compared.
    private static int OpenDays(BusinessCalendar calendar, DateTimeZone zone, LocalDate from, LocalDate to)
    {
        if (to < from)
        {
            return -OpenDays(calendar, zone, to, from);
        }

        int open = 0;
        for (LocalDate date = from; date < to && open < Notice.MostDays; date = date.PlusDays(1))
        {
            open += calendar.IsOpenOn(date, zone) ? 1 : 0;
        }

        return open;
    }

    // The latest time the clinic's clock has shown, so that an hour that it repeats is over when it first is.
    private static LocalDateTime Passed(Instant at, DateTimeZone zone)
    {
        ZoneInterval now = zone.GetZoneInterval(at);
        LocalDateTime local = at.InZone(zone).LocalDateTime;
        if (!now.HasStart)
        {
            return local;
        }

        LocalDateTime before = now.Start.WithOffset(zone.GetZoneInterval(now.Start - Duration.Epsilon).WallOffset).LocalDateTime;
        return before > local ? before : local;
    }

    /// <summary>Why the clinic waived the fee. A reason that the policy does
    /// not list is asked about, until somebody says that it is none of them.</summary>
    /// <param name="reasons">The reasons that the policy lists.</param>
    public static Fact<string> Waiver(ImmutableArray<string> reasons)
    {
        var names = new NameIndex(reasons.Select((name, place) => (name, place + 1)));
        return Fact.Named(
            "fee.waiver", "why the clinic waived the fee", "Has the clinic waived the fee, and why?",
            [NoWaiver, .. reasons.IsEmpty ? ["for a reason of its own"] : reasons], NoWaiver).By<Visit, string>(
            visit => visit.CancellationInForce?.Waiver is not { } waiver || waiver.IsOther ? FactValue.Exactly(0)
                : names.Find(waiver) is > 0 and var place ? FactValue.Exactly(place)
                : FactValue.Unknown,
            Cancellation.Fields.Waiver);
    }

    /// <summary>Days from the appointment's clinic-local date to that of the one in its place.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<int> Later(DateTimeZone zone) =>
        Fact.Count(
            "fee.reschedule-days", "days from the cancelled to the new appointment", "When are the cancelled and the new appointment?",
            "days", -MostDays, MostDays)
            .Between(Visit.Fields.Appointment, NewAppointment, (cancelled, next) =>
                Math.Max(
                    -MostDays, Math.Min(MostDays, Period.DaysBetween(cancelled.InZone(zone).Date, next.InZone(zone).Date)))).With(zone.Id);

    private static Input<Visit, T?> Cancelled<T>(Field<Cancellation, T?> field)
        where T : struct => new(field.Path, visit => visit.CancellationInForce is { } cancellation ? field.Get(cancellation) : null);
}
