using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>What holds of every whole record, whatever is on it.</summary>
/// <remarks>The same records each time. Without the seed others are made, and one that breaks a law is shrunk and shown.</remarks>
[Properties(Replay = "(20261128,713)")]
public sealed partial class HistoryLawTests
{
    // What can be learned of a past visit or of the patient without anything new happening.
    private static readonly string[] _leaves =
    [
        "end", "arrival", "price", "rideArranged", "walksSteadily", "intakesAreComplete", "conditionsAreComplete", "onset",
        "inFullRemission", "held", "historyRecorded", "medicationsRecorded", "referredBefore", "earlierMisses", "heartRate", "seenBy",
        "symptomsAreBack", "accompanied", "criteriaMet", "chartReview", "questionsAnswered", "provider", "priorTherapyDocumented",
        "verdictBy", "what", "basis", "medicinesAreComplete", "changesAreComplete", "providerConsulted", "alreadyMade", "providerOrdered",
        "by",
    ];

    [Property(MaxTest = 20)]
    public Property Judging_a_finished_record_at_an_instant_is_judging_what_was_on_record_then() => Prop.ForAll(
        Histories.Any(), static history =>
        {
            CourseReview finished = history.Review;
            foreach (Instant at in Sample(history.Instants.Where(at => at <= history.AsOf), 4))
            {
                AssertSame(Answers.Of(HistoryCut.At(history, at).Review), Answers.Of(finished.At(at)), at);
            }
        });

    [Property(MaxTest = 20)]
    public Property Learning_a_fact_never_reopens_a_determined_decision_nor_changes_it() => Prop.ForAll(
        Histories.Any(), static history =>
        {
            CourseReview known = history.Review;
            if (!known.Contradictions.IsEmpty)
            {
                return;
            }

            Dictionary<string, DecisionDocument> learned = Answers.Decisions(known).ToDictionary(one => one.Key, one => one.Document);
            int leaves = Leaves(history.Document).Count();
            for (int leaf = 0; leaf < leaves; leaf++)
            {
                JsonObject document = history.Document;
                (JsonObject entry, string name) = Leaves(document).ElementAt(leaf);
                entry.Remove(name);
                if (entry.Count == 0 || !PatientRecord.TryParse(document.ToJsonString(), History.Rules.TimeZone, out PatientRecord? record, out _))
                {
                    continue;
                }

                foreach ((string key, _, DecisionDocument before) in Answers.Decisions(History.Rules.Review(record)))
                {
                    // While an end is not on record, the ride rests on an estimate of it, and says so.
                    bool isEstimate = name == "end" && before.Decision == "visit.inbound-ride";

                    // What is said of an intake is told apart by its name.
                    bool isRenamed = name == "what" && before.Decision == "fasting.asa";
                    if (before.Status == DecisionStatus.Determined && !isEstimate && !isRenamed && learned.TryGetValue(key, out DecisionDocument? after)
                        && Answers.OutcomeOf(before) != Answers.OutcomeOf(after))
                    {
                        Assert.Fail($"{name} changes {key}: {before.Summary} -> {after.Summary}\nin {document.ToJsonString()}");
                    }
                }
            }
        });

    [Property(MaxTest = 20)]
    public Property The_order_of_the_lists_decides_nothing() => Prop.ForAll(
        Histories.Any(), static history =>
        {
            ImmutableArray<string> expected = Answers.WhateverTheOrder(history.Review);
            for (int seed = 0; seed < 3; seed++)
            {
                JsonObject document = history.Document;
                Shuffle(document, new(seed));
                AssertSame(expected, Answers.WhateverTheOrder(History.Of(document).Review), document);
            }
        });

    [Property(MaxTest = 20)]
    public Property A_contradiction_makes_invalid_exactly_what_does_not_come_out_alike() => Prop.ForAll(
        Histories.Any(), static history =>
        {
            CourseReview review = history.Review;
            CourseReview[] readings = [.. Readings(history.Record).Take(65)];
            if (review.Contradictions.IsEmpty || readings.Length > 64)
            {
                return;
            }

            ILookup<string, string>[] each = [.. readings.Select(one => OutcomesOf(Answers.Decisions(one)))];
            string[][] visits = [.. readings.Select(one => (string[])[.. one.Visits.Select(visit => visit.Visit.Id)])];
            foreach ((string key, string? visit, DecisionDocument decision) in Answers.Decisions(review))
            {
                string?[] outcomes =
                [
                    .. each.Where((_, place) => visit is null || visits[place].Contains(visit)).Select(one => one[key].SingleOrDefault())
                        .Where(outcome => outcome is not null || !IsAboutAnEntry(decision)),
                ];
                bool isAlike = outcomes.Distinct().Count() == 1 && outcomes[0] is not null;
                if (isAlike)
                {
                    Assert.True(Answers.OutcomeOf(decision) == outcomes[0], $"{key} is {decision.Summary}, and not {outcomes[0]}");
                }
                else
                {
                    Assert.True(
                        decision.Status == DecisionStatus.Invalid,
                        $"{key} stands as {decision.Summary} while {string.Join(" / ", outcomes.Select(one => one ?? "nothing"))}");
                }
            }
        });

    [Property(MaxTest = 40)]
    public Property The_steps_follow_the_stage() => Prop.ForAll(Histories.Any(), static history =>
    {
        foreach (Instant at in Sample(history.Instants, 4))
        {
            CourseLaws.AssertSteps(history.Review.At(at));
        }
    });

    [Property(MaxTest = 40)]
    public Property Fees_and_credits_conserve_and_come_of_one_entry_each() => Prop.ForAll(
        Histories.Any(), static history => CourseLaws.AssertCharges(history.Review));

    [Property(MaxTest = 20)]
    public Property A_record_of_twenty_eight_years_later_differs_in_its_dates_only() => Prop.ForAll(
        Histories.Any(), static history =>
        {
            // The calendar, and the days on which the clocks change in it, come round in 28 years.
            string Shifted(string text) => Year().Replace(
                text, year => (int.Parse(year.Value, CultureInfo.InvariantCulture) + 28).ToString(CultureInfo.InvariantCulture));
            AssertSame(
                [.. Answers.Of(history.Review).Select(Shifted)], Answers.Of(new History(Shifted(history.Json)).Review), "shifted");
        });

    [Property(MaxTest = 20)]
    public Property A_record_of_some_days_later_differs_in_its_dates_only_but_for_calendar_months() => Prop.ForAll(
        Histories.Any(), static history =>
        {
            // Whether pain is chronic counts in months, too.
            if (history.Json.Contains("onset", StringComparison.Ordinal))
            {
                return;
            }

            foreach (int days in (ReadOnlySpan<int>)[7, 21])
            {
                string Shifted(string text) => Summer().Replace(text, date => NodaTime.Text.LocalDatePattern.Iso.Format(
                    NodaTime.Text.LocalDatePattern.Iso.Parse(date.Value).Value.PlusDays(days)));
                static bool HasMonths(string answer) => answer.Contains("maintenance", StringComparison.OrdinalIgnoreCase);
                AssertSame(
                    [.. Answers.Of(history.Review).Where(one => !HasMonths(one)).Select(Shifted)],
                    [.. Answers.Of(new History(Shifted(history.Json)).Review).Where(one => !HasMonths(one))], days);
            }
        });

    private static IEnumerable<CourseReview> Readings(PatientRecord record)
    {
        CourseReview review = History.Rules.Review(record);
        return review.Contradictions is [{ } first, ..]
            ? new[] { first.FirstPath, first.SecondPath }.SelectMany(path => Readings(review.Record.Voiding(path)))
            : [review];
    }

    // A decision about one entry of a list is not there in a reading that leaves the entry out.
    private static bool IsAboutAnEntry(DecisionDocument decision) =>
        decision.Decision is "fasting.asa" or "visit.side-effects" or "visit.vital-signs" or "response.maintenance"
            or "response.latest" or "response.last-item-9";

    private static ILookup<string, string> OutcomesOf(
        IEnumerable<(string Key, string? Visit, DecisionDocument Document)> decisions) =>
        decisions.ToLookup(one => one.Key, one => Answers.OutcomeOf(one.Document));

    private static IEnumerable<(JsonObject Entry, string Name)> Leaves(JsonNode? node) => node switch
    {
        JsonObject entry => entry.Where(member => _leaves.Contains(member.Key)).Select(member => (entry, member.Key))
            .Concat(entry.SelectMany(member => Leaves(member.Value))),
        JsonArray items => items.SelectMany(Leaves),
        _ => [],
    };

    private static void Shuffle(JsonNode? node, Random random)
    {
        if (node is JsonObject members)
        {
            foreach (JsonNode? member in members.Select(member => member.Value).ToArray())
            {
                Shuffle(member, random);
            }
        }
        else if (node is JsonArray items)
        {
            JsonNode?[] shuffled = [.. items];
            items.Clear();
            random.Shuffle(shuffled);
            foreach (JsonNode? item in shuffled)
            {
                items.Add(item);
                Shuffle(item, random);
            }
        }
    }

    // Spread over all, the same ones each time.
    private static IEnumerable<T> Sample<T>(IEnumerable<T> all, int count)
    {
        T[] items = [.. all];
        return items.Where((_, place) => place % Math.Max(1, items.Length / count) == 0);
    }

    private static void AssertSame(ImmutableArray<string> expected, ImmutableArray<string> actual, object about)
    {
        if (!expected.SequenceEqual(actual))
        {
            Assert.Fail(string.Join(
                '\n', expected.Except(actual).Take(2).Select(one => $"- {one}").Prepend($"{about}")
                    .Concat(actual.Except(expected).Take(2).Select(one => $"+ {one}"))));
        }
    }

    [GeneratedRegex(@"\b20[0-9]{2}(?=-[0-9]{2})")]
    private static partial Regex Year();

    [GeneratedRegex("2026-0[5-9]-[0-9]{2}")]
    private static partial Regex Summer();
}
