using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Reference;
using Infusion.Rules.Tests.Courses;
using NodaTime;

namespace Infusion.Rules.Tests.Reference;

/// <summary>Random whole records, at their own instant and at others, against the independent reference model.</summary>
public sealed class RecordReferenceTests(ITestOutputHelper output)
{
    private const int Seeds = 3_000;
    private const string EndedOtherwise = "left out: two visits in one place, which another contradiction would end, too";

    private static readonly string[] _decisions =
    [
        RecordReference.FastingPlan, RecordReference.FastingAtStart, RecordReference.Arrival, RecordReference.InboundRide,
        RecordReference.Release, RecordReference.ResidualEffects, RecordReference.Driving, RecordReference.PatientsDriving,
        RecordReference.ShortInfusion, RecordReference.Induction, RecordReference.Response, RecordReference.Finality,
        RecordReference.Continuation, RecordReference.Stage, RecordReference.Next, RecordReference.Maintenance,
        RecordReference.Recommendation, RecordReference.Forecast, RecordReference.Fee, RecordReference.Reschedule,
        RecordReference.Referral, RecordReference.Ledger, RecordReference.Owed,
    ];

    // Each history at three instants, and one that may contradict itself at one of them.
    [Fact]
    public void Random_records_agree()
    {
        Comparison comparison = new(24);
        comparison.AddAll(Seeds);
        foreach (string line in comparison.Lines)
        {
            output.WriteLine(line);
        }

        Assert.Empty(comparison.Mismatches);
        Assert.True(comparison.Of("records") >= 5_800);
        Assert.True(comparison.Of("records that contradict themselves") >= 500);
        Assert.True(comparison.Of("records with voids") >= 1_200);
        Assert.True(comparison.Of("records in maintenance") >= 180);
        // Few records come to a maintenance date of their own: one has a known protocol, a responder and nothing unexplained, and is
        // kept up to the instant, or infusions since then would move it. Few come to a verdict that may still change, too.
        static bool IsRare(string one) => one is RecordReference.Forecast or RecordReference.Finality;
        Assert.All(_decisions, one => Assert.True(comparison.Compared(one) >= (IsRare(one) ? 5 : 50), one));
        Assert.All(_decisions, one => Assert.True(comparison.Of($"{one} determined") >= (IsRare(one) ? 5 : 25), one));
        Assert.All(
            _decisions.Where(one => one is not (RecordReference.Forecast or RecordReference.Ledger or RecordReference.Finality
                or RecordReference.Referral)),
            one => Assert.True(comparison.Rests(one) >= 1, one));
        Assert.All(
            Enum.GetNames<ContradictionKind>().Where(one => one is not (nameof(ContradictionKind.BookedAfterCancellation)
                or nameof(ContradictionKind.BookedAfterStart))),
            one => Assert.True(comparison.Of($"contradiction {one}") >= 1, one));
        Evidence.Write("reference-records", comparison.Of("records"), comparison.Of("records"), comparison.Mismatches.Count);
    }

    [Fact]
    public void A_model_that_is_wrong_by_an_hour_is_found()
    {
        Comparison comparison = new(25);
        comparison.AddAll(400);
        Assert.NotEmpty(comparison.Mismatches);
    }

    private sealed class Comparison(int drivingHours)
    {
        private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

        public ConcurrentBag<(string Kind, string Says, string Json)> Mismatches { get; } = [];

        public IEnumerable<string> Lines => _counts.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}: {one.Value}"))
            .Concat(Mismatches.GroupBy(one => one.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).SelectMany(kind =>
                kind.OrderBy(one => one.Json.Length).ThenBy(one => one.Json, StringComparer.Ordinal).Take(2).Select(one =>
                    $"{one.Kind}: {one.Says}\n{one.Json}")
                    .Prepend($"DIFFERS {kind.Key}: {kind.Count()}")));

        public int Compared(string decision) => Of($"{decision} determined") + Of($"{decision} open") + Rests(decision)
            + _counts.Where(one => one.Key.StartsWith($"{decision} compared as a bound", StringComparison.Ordinal)).Sum(one => one.Value);

        public int Rests(string decision) => _counts.Where(one =>
            one.Key.StartsWith($"{decision} rests on a contradiction", StringComparison.Ordinal)).Sum(one => one.Value);

        public int Of(string count) => _counts.GetValueOrDefault(count);

        // Left to itself, the pool adds a thread every second, until they are in each other's way.
        public void AddAll(int seeds) =>
            Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Add);

        private void Add(int seed)
        {
            History history = seed % 2 == 0 ? Histories.Consistent(seed) : Histories.Inconsistent(seed);
            CourseReview review = history.Review;
            Instant[] inside = [.. history.Instants.Where(at => at <= history.AsOf)];
            Instant[] instants = inside.Length == 0 ? [history.AsOf]
                : [history.AsOf, inside[seed % inside.Length], inside[seed * 7 % inside.Length]];

            // What contradicts itself is judged in every way in which it may be meant, and so takes long.
            if (seed % 2 != 0)
            {
                instants = [instants[seed / 2 % instants.Length]];
            }

            foreach (Instant at in instants)
            {
                Compare(history, at, at == history.AsOf ? review : review.At(at));
            }
        }

        private void Compare(History history, Instant at, CourseReview review)
        {
            RecordReference.Judged judged = RecordReference.Judge(history.Json, at, drivingHours);
            Count("records");
            if (RecordReference.HasVoid(history.Json, at))
            {
                Count("records with voids");
            }

            if (review.Stage.Possible is [CourseStage.Maintenance])
            {
                Count("records in maintenance");
            }

            void Differs(string kind, string says) => Mismatches.Add((kind, $"{says} at {at}", history.Json));
            CompareContradictions(judged, review, Differs);
            if (judged.Readings > RecordReference.MostReadings)
            {
                Count("records that contradict themselves too often, left out");
                return;
            }

            if (judged.Readings > 1)
            {
                Count("records that contradict themselves");
            }

            bool isOverlapAmongOthers = judged.Contradictions.Any(IsOfTwoVisits) && !judged.Contradictions.All(IsOfTwoVisits);
            Dictionary<(string, string), Found> found = FoundBy(review).ToDictionary(one => (one.About, one.Decision));
            foreach (RecordReference.Answer answer in judged.Answers)
            {
                if (answer.NotCompared is { } because)
                {
                    found.Remove((answer.About, answer.Decision));
                    Count($"{answer.Decision} left out: {because}");
                    continue;
                }

                if (!found.Remove((answer.About, answer.Decision), out Found? actual))
                {
                    if ((answer.IsInvalid || answer.Bound is not null || judged.Readings > 1)
                        && answer.Decision == RecordReference.Forecast)
                    {
                        // A step has no state of its own: what differs of its dates is left out. A reading in which no infusion was given
                        // has none, and in the model no forecast at all.
                        Count($"{answer.Decision} rests on a contradiction");
                        continue;
                    }

                    if ((answer.IsInvalid || answer.Bound is not null) && isOverlapAmongOthers)
                    {
                        Count($"{answer.Decision} {EndedOtherwise}");
                        continue;
                    }

                    Differs($"{answer.Decision} is not there", $"{answer.About}: {Words(answer)}");
                    continue;
                }

                if ((answer.IsInvalid || answer.Bound is not null) && !actual.IsInvalid && isOverlapAmongOthers)
                {
                    // The library ends it by leaving out a whole visit, and never by leaving out the time that is in doubt.
                    Count($"{answer.Decision} {EndedOtherwise}");
                }
                else if (answer.Bound is { } reason)
                {
                    Count($"{answer.Decision} compared as a bound: {reason}");
                    bool isLoose = actual.IsInvalid || (answer.Decision == RecordReference.Owed && actual.Possible.Count > 1)
                        || (answer.Possible.IsSubsetOf(actual.Possible) && (answer.IsInvalid || answer.Certain is null
                        || actual.Certain.IsSubsetOf(answer.Certain)));
                    if (!isLoose)
                    {
                        Differs($"{answer.Decision} leaves out what is possible", $"{answer.About}: {Words(answer)}, and not {actual}");
                    }
                    else if (actual.IsInvalid || !answer.Possible.SetEquals(actual.Possible))
                    {
                        Count($"{answer.Decision} more open than it has to be");
                    }
                }
                else if (answer.IsInvalid)
                {
                    Count($"{answer.Decision} rests on a contradiction");
                    if (!actual.IsInvalid)
                    {
                        Differs($"{answer.Decision} should be invalid", $"{answer.About}: {Words(answer)}, and not {actual}");
                    }
                }
                else if (actual.IsInvalid)
                {
                    // An open decision may ask for other things in each reading; then it rests on the contradiction.
                    Count($"{answer.Decision} open alike in every reading, invalid");
                    if (answer.Decision == RecordReference.Owed && judged.Readings > 1)
                    {
                        Count($"{answer.Decision} left out: charges of other visits in each reading that come to one amount");
                    }
                    else if (!answer.MayBeInvalid && (answer.IsDetermined || judged.Readings == 1))
                    {
                        Differs($"{answer.Decision} should not be invalid", $"{answer.About}: {Words(answer)}");
                    }
                }
                else
                {
                    Count($"{answer.Decision} {(answer.IsDetermined ? "determined" : "open")}");
                    if (!answer.Possible.SetEquals(actual.Possible)
                        || (answer.Certain is { } certain && !certain.SetEquals(actual.Certain)))
                    {
                        string kind = answer.IsDetermined ? actual.IsDetermined ? "differs" : "is determined"
                            : actual.IsDetermined ? "is open" : answer.Possible.IsSubsetOf(actual.Possible) ? "allows less"
                                : "allows more or other";
                        Differs($"{answer.Decision} {kind}", $"{answer.About}: {Words(answer)}, and not {actual}");
                    }
                }
            }

            foreach (Found more in found.Values)
            {
                if (more is { IsInvalid: true, Decision: RecordReference.Finality } && judged.Readings > 1)
                {
                    // A series that only some readings have takes another one's place in the list.
                    Count($"{more.Decision} left out: another series in its place");
                    continue;
                }

                Differs($"{more.Decision} is too much", $"{more.About}: {more}");
            }
        }

        private static bool IsOfTwoVisits(RecordReference.Contradiction one) =>
            one.Kind is nameof(ContradictionKind.InfusionsOverlap) or nameof(ContradictionKind.AppointmentTwice);

        // Where more than two contradict each other the library names each of them once, the model every pair.
        private void CompareContradictions(RecordReference.Judged judged, CourseReview review, Action<string, string> differs)
        {
            HashSet<RecordReference.Contradiction> actual =
            [
                .. review.Contradictions.Select(one => new RecordReference.Contradiction(
                    one.Kind.ToString(), NameOf(review.Record, one.FirstPath), NameOf(review.Record, one.SecondPath))),
            ];
            foreach (var kind in judged.Contradictions.Concat(actual).GroupBy(one => one.Kind))
            {
                HashSet<RecordReference.Contradiction> expected = [.. judged.Contradictions.Where(one => one.Kind == kind.Key)];
                HashSet<RecordReference.Contradiction> named = [.. actual.Where(one => one.Kind == kind.Key)];
                Count($"contradiction {kind.Key}");
                bool isAmongMany = kind.Key is nameof(ContradictionKind.InfusionsOverlap) or nameof(ContradictionKind.ScoresDiffer)
                    or nameof(ContradictionKind.AppointmentTwice);
                bool isSame = isAmongMany
                    ? named.All(one => expected.Contains(one) || expected.Contains(new(one.Kind, one.Second, one.First)))
                        && expected.SelectMany(Sides).ToHashSet().SetEquals(named.SelectMany(Sides))
                    : expected.SetEquals(named);
                if (!isSame)
                {
                    differs($"contradiction {kind.Key}", $"{string.Join(", ", expected)}, and not {string.Join(", ", named)}");
                }
            }
        }

        private static IEnumerable<string> Sides(RecordReference.Contradiction one) => [one.First, one.Second];

        // "$.visits[2].start" is the start of the third visit, by its id.
        private static string NameOf(PatientRecord record, string path)
        {
            string[] steps = path.Replace("]", "", StringComparison.Ordinal).Split('.', '[');
            int At(int place) => int.Parse(steps[place], CultureInfo.InvariantCulture);
            return steps switch
            {
                [_, "visits", _] => record.Visits[At(2)].Id,
                [_, "visits", _, "intakes", _] => record.Visits[At(2)].Intakes[At(4)].Entry.Id!,
                [_, "visits", _, var field] => $"{record.Visits[At(2)].Id}.{field}",
                [_, "scores", _] => record.Scores[At(2)].Entry.Id!,
                [_, "eligibility", "verdict"] => "eligibility.verdict",
                [_, "consultation", var section] => $"consultation.{section}",
                _ => record.Eligibility!.Conditions[At(3)].Entry.Id!,
            };
        }

        private void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

        private static string Words(RecordReference.Answer answer) => string.Join(' ', answer.Possible.Order(StringComparer.Ordinal))
            + (answer.Certain is { } certain ? $" [{string.Join(' ', certain.Order(StringComparer.Ordinal))}]" : "");
    }

    // ---- what the library says ----

    private static IEnumerable<Found> FoundBy(CourseReview review)
    {
        foreach (VisitReview visit in review.Visits)
        {
            string id = visit.Visit.Id;
            Found?[] ofVisit =
            [
                Found.Of(id, RecordReference.FastingPlan, visit.FastingPlan),
                    Found.Of(id, RecordReference.FastingAtStart, visit.FastingAtStart),
                Found.Of(id, RecordReference.Arrival, visit.Arrival), Found.Of(id, RecordReference.InboundRide, visit.InboundRide),
                Found.Of(id, RecordReference.Release, visit.Release), Found.Of(id, RecordReference.ResidualEffects, visit.ResidualEffects),
                Found.Of(id, RecordReference.Driving, visit.Driving), Found.Of(id, RecordReference.ShortInfusion, visit.Infusion),
                Found.Of(id, RecordReference.Fee, visit.Fee), Found.Of(id, RecordReference.Reschedule, visit.Reschedule),
            ];
            foreach (Found one in ofVisit.OfType<Found>())
            {
                yield return one;
            }
        }

        foreach ((SeriesReview series, int place) in review.Series.Select((one, place) => (one, place)))
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"series {place + 1}");
            Found?[] ofSeries =
            [
                Found.Of(name, RecordReference.Induction, series.Induction), Found.Of(name, RecordReference.Response, series.Response),
                Found.Of(name, RecordReference.Finality, series.Finality),
                    Found.Of(name, RecordReference.Continuation, series.Continuation),
            ];
            foreach (Found one in ofSeries.OfType<Found>())
            {
                yield return one;
            }
        }

        Found?[] ofCourse =
        [
            Found.Of("course", RecordReference.PatientsDriving, review.Driving), Found.Of("course", RecordReference.Stage, review.Stage),
            Found.Of("course", RecordReference.Next, review.Next), Found.Of("course", RecordReference.Maintenance, review.Maintenance),
            Found.Of("course", RecordReference.Recommendation, review.Recommendation),
        ];
        foreach (Found one in ofCourse.OfType<Found>())
        {
            yield return one;
        }

        if (ForecastOf(review) is { } forecast)
        {
            yield return new("course", RecordReference.Forecast, [forecast], [], false);
        }

        foreach ((Decision<ReferralOutcome> decision, Referral referral) in review.Referrals.Zip(
            review.Record.Referrals.Where(one => one.Entry.Voided is null)))
        {
            // Why a referral earns nothing is not compared.
            HashSet<string> earned = [.. decision.Possible.Select(one => one == ReferralOutcome.Earned ? "Earned" : "NotEarned")];
            yield return new(referral.Entry.Id!, RecordReference.Referral, earned, [], decision.Status == DecisionStatus.Invalid);
        }

        HashSet<string> credits = review.Ledger?.Of(review.Record.Id) is { } balance
            ? [Amounts(balance.Earned.Amount, balance.Applied.Amount, balance.Forfeited.Amount, balance.Open.Amount)] : [];
        yield return new("course", RecordReference.Ledger, credits, [], review.Ledger is null);
        if (review.Visits.Length > 0)
        {
            HashSet<string> owed = review.Statement is not { } statement ? []
                : statement.Total is { } total ? [Amounts(total.Amount)] : ["not known", "or another"];
            yield return new("course", RecordReference.Owed, owed, [], review.Statement is null);
        }
    }

    // When the next maintenance infusion may be booked for; null where that is no step, or its dates are not known.
    private static string? ForecastOf(CourseReview review) =>
        review.NextSteps.FirstOrDefault(step => step.Kind == NextStepKind.BookMaintenance) is { Earliest: { } from, Latest: { } to }
            ? string.Create(CultureInfo.InvariantCulture, $"{from:uuuu-MM-dd} to {to:uuuu-MM-dd}") : null;

    private static string Amounts(params decimal[] amounts) =>
        string.Join(' ', amounts.Select(amount => amount.ToString("0.00", CultureInfo.InvariantCulture)));

    private sealed record Found(string About, string Decision, HashSet<string> Possible, HashSet<string> Certain, bool IsInvalid)
    {
        public bool IsDetermined { get; init; }

        public static Found? Of<TOutcome>(string about, string name, Decision<TOutcome>? decision)
            where TOutcome : struct, Enum => decision is { } made ? Of(about, name, made) : null;

        public static Found Of<TOutcome>(string about, string name, Decision<TOutcome> made)
            where TOutcome : struct, Enum => new(
                about, name, [.. made.Possible.Select(one => one.ToString())], [.. made.Certain.Select(one => one.ToString())],
                made.Status == DecisionStatus.Invalid)
            { IsDetermined = made.Status == DecisionStatus.Determined };

        public override string ToString() => IsInvalid ? "invalid"
            : $"{string.Join(' ', Possible.Order(StringComparer.Ordinal))} [{string.Join(' ', Certain.Order(StringComparer.Ordinal))}]";
    }
}
