using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Verification.Tests;

/// <summary>A parameter that changes what is decided of some record changes cells of the tables that decide it.</summary>
public class ParameterChangeTests
{
    private const int Records = 150;

    private static ConcurrentDictionary<ClinicPolicy, ImmutableArray<DecisionDocument>[]> Documents { get; } = new();

    private static ClinicPolicy Published => Variants.Published;

    private static ClinicPolicy NextDay =>
        Visits(visits => visits with { Driving = new DrivingLimit.NextDay(new(8, 0), Duration.FromHours(16)) });

    private static ClinicPolicy WithNotice(int hours) =>
        Fees(fees => fees with { NoticeTiers = [new(Duration.FromHours(hours), new FeeCharge.Flat(Money.Usd(75)))] });

    private static ClinicPolicy InOpenHours(int closes) => Fees(fees => fees with
    {
        NoticeUnit = NoticeUnit.BusinessHours,
        Calendar = new()
        {
            Hours = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours((IsoDayOfWeek)day, new(9, 0), new(closes, 0)))],
        },
        NoticeTiers = [new(Duration.FromHours(8), new FeeCharge.Flat(Money.Usd(75)))],
    });

    private static ClinicPolicy ByClock(int hour) => Fees(fees => fees with
    {
        NoticeTiers = [new(new Notice.ByClock(new(hour, 0), 1), new FeeCharge.Flat(Money.Usd(75)))],
    });

    private static ClinicPolicy BusinessDays(int days) => Fees(fees => fees with
    {
        Calendar = new()
        {
            Hours = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours((IsoDayOfWeek)day, new(9, 0), new(17, 0)))],
        },
        NoticeTiers = [new(new Notice.BusinessDays(days), new FeeCharge.Flat(Money.Usd(75)))],
    });

    private static ClinicPolicy NoShow(FeeCharge charge) => Fees(fees => fees with { NoShow = charge });

    private static ClinicPolicy OnDemand(int weeks) =>
        Maintenance(maintenance => maintenance with { IsOnDemand = true, OnDemandFrom = Period.FromWeeks(weeks) });

    private static ClinicPolicy ByOrdinal(Period first) =>
        Maintenance(maintenance => maintenance with { OrdinalIntervals = [first, Period.FromMonths(2)] });

    private static Dictionary<string, (ClinicPolicy Old, ClinicPolicy New)> Changes => new()
    {
        ["a first session's arrival"] = (Published, Visits(visits => visits with { FirstArrivalLead = Duration.FromMinutes(60) })),
        ["a later session's arrival"] = (Published, Visits(visits => visits with { LaterArrivalLead = Duration.FromMinutes(45) })),
        ["a later session's arrival where driving waits for the next day"] = (
            NextDay, NextDay with { Visits = NextDay.Visits! with { LaterArrivalLead = Duration.FromMinutes(45) } }),
        ["the planned length"] = (Published, Protocols(protocol => protocol with { PlannedDuration = Duration.FromHours(2) })),
        ["the planned length where driving waits for the next day"] = (
            NextDay, Protocols(protocol => protocol with { PlannedDuration = Duration.FromHours(2) }) with { Visits = NextDay.Visits }),
        ["the driving restriction"] = (
            Published, Visits(visits => visits with { Driving = new DrivingLimit.Elapsed(Duration.FromHours(12)) })),
        ["the first date of the window"] = (Published, Maintenance(maintenance => maintenance with { Earliest = Period.FromWeeks(6) })),
        ["the first date of the window in days"] = (
            Published, Maintenance(maintenance => maintenance with { Earliest = Period.FromDays(30) })),
        ["the last date of the window"] = (Published, Maintenance(maintenance => maintenance with { Latest = Period.FromMonths(2) })),
        ["the date the window counts from"] = (
            Published, Maintenance(maintenance => maintenance with { Anchor = MaintenanceAnchor.EndOfFirstWeek })),
        ["the first date on demand"] = (OnDemand(2), OnDemand(5)),
        ["the interval before a maintenance infusion"] = (ByOrdinal(Period.FromMonths(1)), ByOrdinal(Period.FromWeeks(4))),
        ["the evaluating session"] = (Published, Protocols(protocol => protocol with { EvaluateAfterSessions = SessionCount.Exactly(2) })),
        ["the sessions over which the response is judged"] = (
            Published, Protocols(protocol => protocol with { EvaluateAfterSessions = SessionCount.Between(2, 3) })),
        ["the evaluation window"] = (Published, Response(criterion => criterion with { EvaluationWindow = Duration.FromMinutes(270) })),
        ["the recall period"] = (Published, Response(criterion => criterion with { RecallPeriod = Duration.FromDays(14) })),
        ["the sessions of an induction"] = (
            Published, Protocols(protocol => protocol with { InductionSessions = SessionCount.Between(3, 4) })),
        ["the shortest time between sessions"] = (Published, Protocols(protocol => protocol with { MinimumSpacing = [Duration.FromHours(20)] })),
        ["the sessions of course weeks"] = (
            Published,
            Protocols(protocol => protocol with
            {
                Weeks = [new() { MinimumSessions = 1, MaximumSessions = 1 }],
                WindowDays = null,
                Stated = StatedParameters.None,
            })),
        ["the permitted weekdays"] = (
            Protocols(
                protocol =>
                    protocol with
                    {
                        IsOnConsecutiveDays = true,
                        PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
                    }),
            Protocols(
                protocol =>
                    protocol with
                    {
                        IsOnConsecutiveDays = true,
                        PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday],
                    })),
        ["the months until a pain is chronic"] = (
            Published, Published with { Eligibility = Published.Eligibility! with { ChronicMonths = 6 } }),
        ["the notice"] = (WithNotice(24), WithNotice(48)),
        ["the clock time of the notice"] = (ByClock(12), ByClock(20)),
        ["the business days of notice"] = (BusinessDays(1), BusinessDays(3)),
        ["whether a charge is owed"] = (NoShow(new FeeCharge.Flat(Money.Usd(75))), NoShow(
            new FeeCharge.Flat(Money.Usd(75)) { IsPermitted = true })),
        ["the hours that count as notice"] = (InOpenHours(17), InOpenHours(12)),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_table_whose_decisions_differ_is_told_apart(string change)
    {
        (ClinicPolicy old, ClinicPolicy @new) = Changes[change];
        (InfusionRules before, InfusionRules after) = (new(old), new(@new));
        DiffReport diff = PolicyDiff.Compare(before, after, new() { MostRecords = 0 });
        Dictionary<string, int> differing = [];
        foreach ((ImmutableArray<DecisionDocument> was, ImmutableArray<DecisionDocument> now) in Decided(before).Zip(Decided(after)))
        {
            foreach (string table in Differing(was, now).Distinct())
            {
                differing[table] = differing.GetValueOrDefault(table) + 1;
            }
        }

        string[] tables =
        [
            .. differing.Keys.Where(id => before.Tables.Any(table => table.Id == id) || after.Tables.Any(table => table.Id == id)),
        ];
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join("\n", tables.Select(table => $"{table}: {differing[table]}, {diff.Table(table)}")));
        Assert.True(tables.Length > 0, $"{change} changed no decision of {Records} records.");
        Assert.All(
            tables,
            table =>
                Assert.False(
                    diff.Table(table).Axes.All(axis => axis.Axis == ChangeAxis.Wording || axis.Class == ChangeClass.Equivalent), table));
    }

    [Fact]
    public void What_no_record_may_show_of_a_fee_is_a_change_of_what_patients_pay()
    {
        FeeCharge fee = new FeeCharge.Flat(Money.Usd(75));
        ClinicPolicy inclusive = Fees(fees => fees with
        {
            NoticeTiers = [new(new Notice.Length(Duration.FromHours(24)), fee, isInclusive: true)],
        });
        ClinicPolicy Counting(int months) => Fees(fees => fees with
        {
            NoShow = fee,
            GraceMisses = 1,
            MissCount = new(Period.FromMonths(months)),
        });
        (ClinicPolicy Old, ClinicPolicy New)[] changes =
        [
            (WithNotice(24), inclusive), (Counting(6), Counting(12)), (NoShow(fee), NoShow(new FeeCharge.NotPublished())),
        ];
        Assert.All(changes, change =>
        {
            TableDiff diff = PolicyDiff.Compare(
                new InfusionRules(change.Old), new InfusionRules(change.New), new() { MostRecords = 0 }).Table("fee.cancellation");
            Assert.Contains(diff.Axes, axis => axis.Axis == ChangeAxis.PatientCost && axis.Class != ChangeClass.Equivalent);
        });
    }

    private static ImmutableArray<DecisionDocument>[] Decided(InfusionRules rules) => Documents.GetOrAdd(rules.Policy, _ =>
    {
        var random = new Random(7);
        return
        [
            .. Enumerable.Range(0, Records).Select(_ => rules.Review(RecordOf(random, InfusionRules.Published.TimeZone)).ToDocuments()),
        ];
    });

    // Of several decisions about one thing, the first stands beside the first.
    private static IEnumerable<string> Differing(IEnumerable<DecisionDocument> old, IEnumerable<DecisionDocument> @new)
    {
        List<DecisionDocument> after = [.. @new];
        foreach (DecisionDocument before in old)
        {
            int place = after.FindIndex(other => other.Decision == before.Decision && other.Subject == before.Subject);
            if (place < 0)
            {
                continue;
            }

            DecisionDocument now = after[place];
            after.RemoveAt(place);
            if (now.Status != before.Status || now.Outcome != before.Outcome || !now.Possible.SequenceEqual(before.Possible))
            {
                yield return before.Decision;
            }

            foreach (string part in Differing(before.Parts, now.Parts))
            {
                yield return part;
            }
        }
    }

    private static PatientRecord RecordOf(Random random, DateTimeZone zone)
    {
        T One<T>(params T[] of) => of[random.Next(of.Length)];
        bool? Claim() => One<bool?>(true, false, null);
        LocalDate first = new LocalDate(2026, 1, 26).PlusDays(random.Next(40));
        LocalDate began = first.PlusDays(-random.Next(30, 300));
        LocalDate date = first;
        List<Visit> visits = [];
        for (int place = random.Next(1, 6); place > 0; place--)
        {
            Instant appointment = date.At(new LocalTime(One(9, 10, 14), One(0, 30))).InZoneLeniently(zone).ToInstant();
            Instant start = appointment + Duration.FromMinutes(random.Next(-10, 30));
            bool isOpen = random.Next(5) == 0;
            visits.Add(new()
            {
                Entry = $"visit-{visits.Count + 1}",
                Appointment = appointment,
                Arrival = appointment - Duration.FromMinutes(random.Next(0, 70)),
                Departure = random.Next(3) == 0 ? appointment - Duration.FromMinutes(random.Next(20, 240)) : null,
                Start = isOpen && random.Next(2) == 0 ? null : start,
                End = isOpen ? null : start + Duration.FromMinutes(random.Next(30, 300)),
                WalksSteadily = Claim(),
                RideArranged = Claim(),
            });
            date = date.PlusDays(One(0, 1, 1, 2, 3));
        }

        if (random.Next(3) == 0)
        {
            Instant appointment = date.At(new LocalTime(10, 0)).InZoneLeniently(zone).ToInstant();
            visits.Add(new()
            {
                Entry = "cancelled",
                Appointment = appointment,
                Cancellation = new() { By = AppointmentEnd.PatientCancelled, At = appointment - Duration.FromHours(random.Next(0, 72)) },
            });
        }

        Instant asOf = date.At(LocalTime.Noon).InZoneLeniently(zone).ToInstant() + Duration.FromHours(random.Next(0, 40));
        return new()
        {
            Id = "patient",
            AsOf = asOf,
            Protocol = ProtocolId.FourHour,
            Eligibility = new()
            {
                On = first,
                Conditions = [new() { Name = "chronic back pain", Onset = new DateInterval(began, began) }],
                ConditionsCompleteness = ListCompleteness.Complete,
                Verdict = PhysicianVerdict.NotRecorded,
            },
            Visits = [.. visits],
            Scores =
            [
                ScoreEntry.Of(
                    ConditionCategory.Pain, Score.Of(Instrument.PainNrs, 8), first.AtMidnight().InZoneLeniently(zone).ToInstant()),
                .. visits.Where(visit => visit.End is not null).Select(visit => ScoreEntry.Of(
                    ConditionCategory.Pain, Score.Of(Instrument.PainNrs, random.Next(3, 9)),
                    visit.End!.Value.Latest + Duration.FromHours(5))),
            ],
            Words = Claim() is { } said
                ? [new() { About = WordAbout.Maintenance, At = visits[0].Appointment!.Value.Earliest, By = said ? ClinicianRole.Physician : null }]
                : [],
            Maintenance = new()
            {
                On = date.PlusDays(One(random.Next(10, 110), random.Next(26, 32))),
                SymptomsAreBack = Claim(),
                Ordinal = One<int?>(1, 2, null),
                ClinicianInterval = random.Next(4) == 0
                    ? ClinicianInterval.Every(One(Period.FromWeeks(5), Period.FromMonths(2), Period.FromMonths(5)))
                    : null,
            },
        };
    }

    private static ClinicPolicy Visits(Func<VisitPolicy, VisitPolicy> change) => Published with { Visits = change(Published.Visits!) };

    private static ClinicPolicy Maintenance(Func<MaintenancePolicy, MaintenancePolicy> change) =>
        Published with { Maintenance = change(Published.Maintenance!) };

    private static ClinicPolicy Fees(Func<FeePolicy, FeePolicy> change) => Published with { Fees = change(Published.Fees!) };

    private static ClinicPolicy Response(Func<ResponseCriterion, ResponseCriterion> change) =>
        Published with { Response = Published.Response! with { Criteria = [.. Published.Response.Criteria.Select(change)] } };

    private static ClinicPolicy Protocols(Func<InfusionProtocol, InfusionProtocol> change) => Published with
    {
        Protocols = Published.Protocols! with
        {
            Protocols =
            [
                .. Published.Protocols.Protocols.Select(protocol => protocol.Id == ProtocolId.FourHour ? change(protocol) : protocol),
            ],
        },
    };
}
