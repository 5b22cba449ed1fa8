using System.Globalization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A list of a document, and what is done with as many entries of it.</summary>
/// <param name="Name">What the list is of.</param>
/// <param name="Most">The most entries it may have.</param>
/// <param name="With">Makes the document of as many entries, and gives what is measured.</param>
internal sealed record LongList(string Name, int Most, Func<int, Action> With)
{
    /// <summary>What four times the entries may allocate, as a multiple: room beside four for sorting, and less than the sixteen of
    /// entries that each look at each.</summary>
    public int FourTimes { get; init; } = 6;
}

/// <summary>The lists of a document that may be long, each with the entries that cost the most.</summary>
/// <remarks>The tests count what they allocate, and the benchmark times them.</remarks>
internal static class LongLists
{
    private static readonly Instant _first = Instant.FromUtc(2001, 1, 1, 15, 0);

    /// <summary>Every list, up to the length that its document allows.</summary>
    public static LongList[] All =>
    [
        Unread("visits", 10_000, LongRecord.Of),
        Unread("visits and scores of any time", 10_000, count => LongRecord.Of(count) with
        {
            Scores = [.. Many(count, place => ScoreEntry.Of(
                ConditionCategory.Pain, Score.Of(Instrument.PainNrs, place % 100 / 10m),
                Moment.Between(Instant.FromUtc(1900, 1, 2, 0, 0) + Duration.FromDays(place), Instant.FromUtc(2100, 1, 1, 0, 0))))],
        }),
        Record("scores", 10_000, count => Induction(0) with { Scores = [.. Scores(count, 3, Exactly)] }),
        Record("scores known as intervals", 10_000, count => Induction(3) with { Scores = [.. Scores(count, 3, AboutADay)] }),
        Record("scores of any time", 10_000, count => Induction(3) with { Scores = [.. Scores(count, 0, static _ => AnyTime)] }),
        Record("words", 10_000, count => Induction(3) with { Words = [.. Many(count, WordOf)] }),
        Record("referrals", 10_000, count => Induction(3) with { Referrals = [.. Many(count, ReferralOf)] }),
        Record("conditions", 100, count => Induction(0) with { Eligibility = new() { Conditions = [.. Many(count, ConditionOf)] } }),
        Record("medicines", 200, count => Induction(0) with
        {
            Continuity = new() { Medicines = [.. Many(count, static place => (StatedMedicine)StatedName.Of($"medicine {place} 5 mg"))] },
        }),
        Record("changes of medicines", 200, count => Induction(0) with { Continuity = new() { Changes = [.. Many(count, ChangeOf)] } }),
        Record("intakes", 500, count => Visiting(visit => visit with { Intakes = [.. Many(count, IntakeOf)] })),
        Record("side effects", 200, count => Visiting(visit => visit with { SideEffects = [.. Many(count, EffectOf)] })),
        Record("vital signs", 100, count => Visiting(visit => visit with { VitalSigns = [.. Many(count, SignsOf)] })),
        new("screens nobody answered", 64, count =>
        {
            var rules = new InfusionRules(Screened(count));
            Applicant applicant = new() { Assessment = new() { Conditions = [StatedCondition.Present("fibromyalgia")] } };
            return () => _ = (rules.Eligibility.Decide(applicant).ToDocument(), rules.Eligibility.DecideFindings(applicant).ToDocument());
        })
        {
            // Whether a question is needed is worked out on all facts, once for each; there are no more than 64.
            FourTimes = 13,
        },
        new("screens of a policy", 64, count =>
        {
            ClinicPolicy policy = Screened(count);
            return () => _ = new InfusionRules(policy);
        }),
        new("protocols with a recovery of their own", 20, count =>
        {
            ClinicPolicy policy = Recovering(count);
            return () => _ = new InfusionRules(policy);
        }),
        new("a ledger of one person", 10_000, count => Ledger(count, static _ => "ann")),
        new("a ledger of many persons", 10_000, count => Ledger(count, static place => $"person-{place}")),
        new("a ledger in which nobody knows when", 10_000, count => Ledger(count, static _ => "ann", isWhenKnown: false)),
        new("versions of a policy book", 1_000, count =>
        {
            PolicyValidity[] versions = [.. Many(count, VersionOf)];
            return () =>
            {
                var book = PolicyBook.Of(versions);
                for (int place = 0; place < count; place++)
                {
                    _ = book.On(versions[place].From);
                }
            };
        }),
    ];

    private static Moment AnyTime => Moment.Between(_first - Duration.FromDays(100), _first + Duration.FromDays(100));

    private static T[] Many<T>(int count, Func<int, T> of) => [.. Enumerable.Range(0, count).Select(of)];

    private static LongList Unread(string name, int most, Func<int, PatientRecord> of) => new(name, most, count =>
    {
        PatientRecord record = of(count);
        return () => Everything(InfusionRules.Published.Review(record));
    });

    private static LongList Record(string name, int most, Func<int, PatientRecord> of) => new(name, most, count =>
    {
        PatientRecord record = of(count);
        string json = record.ToJson(InfusionRules.Published.TimeZone);
        return () => Everything(InfusionRules.Published.Review(PatientRecord.Parse(json, InfusionRules.Published.TimeZone)));
    });

    private static void Everything(CourseReview review) => _ = (review.Questions, review.NextSteps, review.ToDocuments());

    private static PatientRecord Induction(int visits) => new()
    {
        Id = "long",
        AsOf = _first + Duration.FromDays(40_000),
        Protocol = ProtocolId.FourHour,
        Eligibility = new() { Verdict = PhysicianVerdict.Candidate, Conditions = [StatedCondition.Present("fibromyalgia")] },
        Visits = [.. Many(visits, static place => new Visit
        {
            Entry = $"visit-{place}", Appointment = _first + Duration.FromDays(place * 2), Start = _first + Duration.FromDays(place * 2),
            End = _first + Duration.FromDays(place * 2) + Duration.FromHours(4),
        })],
    };

    private static PatientRecord Visiting(Func<Visit, Visit> filled) =>
        Induction(1) is var record ? record with { Visits = [filled(record.Visits[0])] } : record;

    // As many before the first infusion as after the last.
    private static ScoreEntry[] Scores(int count, int visits, Func<Instant, Moment> at) => Many(count, place => ScoreEntry.Of(
        ConditionCategory.Pain, Score.Of(Instrument.PainNrs, place % 100 / 10m),
        at(place % 2 == 0
            ? _first - Duration.FromDays(1) - Duration.FromMinutes(place)
            : _first + Duration.FromDays((visits * 2) + 1) + Duration.FromMinutes(place))));

    private static Moment Exactly(Instant at) => at;

    private static Moment AboutADay(Instant at) => Moment.Between(at - Duration.FromDays(30), at + Duration.FromDays(30));

    private static ClinicianWord WordOf(int place) => new()
    {
        About = (WordAbout)(place % 5),
        By = ClinicianRole.Physician,
        At = _first + Duration.FromDays(1) + Duration.FromMinutes(place),
        Of = place % 5 == (int)WordAbout.SessionCounts ? "visit-0" : null,
    };

    private static Referral ReferralOf(int place) => new()
    {
        Friend = $"friend-{place}",
        Booking = FriendBooking.Infusion,
        ScheduledAt = _first + Duration.FromMinutes(place),
        IsReferredBefore = place % 2 == 0 ? false : null,
    };

    private static StatedCondition ConditionOf(int place) => StatedCondition.Present(StatedName.Of($"condition number {place}"));

    private static MedicationChange ChangeOf(int place) => new() { Medicine = StatedName.Of($"medicine {place}"), AlreadyMade = true };

    private static Intake IntakeOf(int place) =>
        Intake.Of(StatedName.Of(place % 2 == 0 ? "water" : "toast"), _first - Duration.FromMinutes(place));

    private static SideEffect EffectOf(int place) =>
        new() { Effect = StatedName.Of($"effect {place}"), PresentAt = _first + Duration.FromMinutes(place) };

    private static VitalSigns SignsOf(int place) => new() { Phase = VisitPhase.During, TakenAt = _first + Duration.FromMinutes(place) };

    private static ClinicPolicy Screened(int count) => ClinicPolicy.VirginiaInfusionTherapies is var published
        ? published with
        {
            Eligibility = published.Eligibility! with
            {
                Screens = [.. Many(count, static place => new ScreenCriterion(
                    $"screen-{place}", $"screen {place}", $"Screen {place}?", new ScreenAsk.YesNo(),
                    (ScreenEffect)(place % 3), Provenance.ClinicPolicy, ["clinic-policy"]))],
            },
        }
        : published;

    /// <summary>The published policy with as many protocols, each with a recovery of its own.</summary>
    public static ClinicPolicy Recovering(int count) => ClinicPolicy.VirginiaInfusionTherapies is var published
        ? published with
        {
            Protocols = published.Protocols! with
            {
                Protocols = [.. Many(count, place => published.Protocols.Protocols[0] with
                {
                    Id = new($"protocol-{place}"), MinimumRecovery = Duration.FromMinutes(30 + (place * 7 % 20)),
                    PlannedRecovery = Duration.FromMinutes(60 + (place * 11 % 20)), Serves = [],
                })],
            },
        }
        : published;

    private static Action Ledger(int count, Func<int, string> personOf, bool isWhenKnown = true)
    {
        LedgerEntry[] entries =
        [
            .. Many(count, place => new LedgerEntry.Referred(personOf(place), $"friend-{place}")),
            .. Many(count, place => new LedgerEntry.Scheduled($"friend-{place}", FriendBooking.Infusion) { IsWhenKnown = isWhenKnown }),
            .. Many(count, place => new LedgerEntry.VisitStarted(
                personOf(place), place.ToString(CultureInfo.InvariantCulture), Money.Usd(place % 3 == 0 ? 0 : 400))),
        ];
        return () => _ = InfusionRules.Published.Fees.Ledger(entries).Total;
    }

    private static PolicyValidity VersionOf(int place) => new(
        ClinicPolicy.VirginiaInfusionTherapies with { Version = place.ToString(CultureInfo.InvariantCulture) },
        new LocalDate(2000, 1, 1).PlusDays(place), new LocalDate(2000, 1, 2).PlusDays(place));
}
