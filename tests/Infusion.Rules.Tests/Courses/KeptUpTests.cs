using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A record that says how far it is kept, and is judged at a later instant.</summary>
public sealed class KeptUpTests
{
    private static readonly Duration[] _since = [Duration.FromMinutes(1), Duration.FromHours(30), Duration.FromDays(40)];

    /// <summary>What is decided holds whatever the clinic did since: nothing, one infusion that runs, or infusions that ended.</summary>
    [Theory]
    [MemberData(nameof(ShippedHistories.Names), MemberType = typeof(ShippedHistories))]
    public void What_is_determined_holds_whatever_was_done_since(string name)
    {
        int opened = 0;
        foreach ((PatientRecord record, Duration since) in Records(name))
        {
            PatientRecord keptEarlier = record with { CompleteThrough = record.AsOf - since };
            Dictionary<string, DecisionDocument> decided = Decisions(keptEarlier);
            foreach (Visit[] more in More(record, since))
            {
                PatientRecord kept = record with { Visits = [.. record.Visits, .. more] };
                if (!InfusionRules.Published.Review(kept).Contradictions.IsEmpty)
                {
                    continue;
                }

                foreach ((string key, DecisionDocument now) in Decisions(kept))
                {
                    // What the patient pays is said of what is on record.
                    if (!decided.TryGetValue(key, out DecisionDocument? before) || now.Decision == "payment.statement")
                    {
                        continue;
                    }

                    opened += before.Status == DecisionStatus.NeedsInformation && now.Status == DecisionStatus.Determined ? 1 : 0;
                    Assert.True(
                        before.Status != DecisionStatus.Determined || (now.Status == DecisionStatus.Determined && now.Outcome == before.Outcome),
                        $"{name}, {since} before {record.AsOf}: {key} is {before.Outcome}, and {now.Outcome} with {more.Length} more.");
                    Assert.True(
                        now.Status != DecisionStatus.Determined || now.Possible.All(before.Possible.Contains),
                        $"{name}, {since} before {record.AsOf}: {key} is one of {string.Join(", ", before.Possible)}, and {now.Outcome}.");
                }
            }
        }

        Assert.True(opened > 100, $"{opened} decisions were opened.");
    }

    /// <summary>The question has its place, and its answer gives the review of a record that is kept up.</summary>
    [Theory]
    [MemberData(nameof(ShippedHistories.Names), MemberType = typeof(ShippedHistories))]
    public void The_answer_is_how_far_it_is_kept(string name)
    {
        foreach ((PatientRecord record, Duration since) in Records(name))
        {
            CourseReview review = InfusionRules.Published.Review(record with { CompleteThrough = record.AsOf - since });
            OpenQuestion asked = Assert.Single(review.Questions, static question => question.Path == "completeThrough");
            Assert.True(asked.Question.CanSettle);
            PatientRecord answered = record with { CompleteThrough = record.AsOf };
            Assert.DoesNotContain(InfusionRules.Published.Review(answered).Questions, static question => question.Path == "completeThrough");
            Assert.Equal(
                InfusionRules.Published.Review(record).ToDocuments().AsEnumerable(),
                InfusionRules.Published.Review(answered).ToDocuments().AsEnumerable());
        }
    }

    private static IEnumerable<(PatientRecord Record, Duration Since)> Records(string name)
    {
        PatientRecord whole = ShippedHistories.Read(name) with { CompleteThrough = null };
        return from at in whole.Visits.Select(visit => visit.When + Duration.FromHours(9)).Append(whole.AsOf)
               where at <= whole.AsOf
               from since in _since
               select (InfusionRules.Published.Review(whole).At(at).Record, since);
    }

    private static IEnumerable<Visit[]> More(PatientRecord record, Duration since)
    {
        Moment start = record.AsOf - (since / 2);
        Visit one = new() { Entry = "another", Protocol = record.Protocol, Start = start };
        yield return [];
        yield return [one];
        yield return [one with { End = record.AsOf - (since / 4) }];
    }

    private static Dictionary<string, DecisionDocument> Decisions(PatientRecord record) =>
        Answers.Decisions(InfusionRules.Published.Review(record)).ToDictionary(static one => one.Key, static one => one.Document);
}
