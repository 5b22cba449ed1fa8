using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Decisions;

/// <summary>What a decision leaves to ask, each question with what it is about.</summary>
/// <param name="Questions">The questions; those of a list's items are about the item.</param>
internal sealed record OpenDecision(ImmutableArray<(Question Question, object Subject)> Questions)
{
    /// <summary>The questions of a trace: an item's own with the item, the others with the subject.</summary>
    public static OpenDecision Of(Trace trace, object subject)
    {
        var asked = new Dictionary<(string, string), object>();
        foreach (TracedItem item in Everything(trace.Items))
        {
            foreach (Question question in item.Trace.Questions)
            {
                asked[(question.Fact, question.Ask)] = item.Item;
            }
        }

        return new([.. trace.Questions.Select(question => (
            question, asked.TryGetValue((question.Fact, question.Ask), out object? item) ? item : subject))]);
    }

    private static IEnumerable<TracedItem> Everything(ImmutableArray<TracedItem> items) =>
        items.SelectMany(item => (IEnumerable<TracedItem>)[item, .. Everything(item.Trace.Items)]);
}
