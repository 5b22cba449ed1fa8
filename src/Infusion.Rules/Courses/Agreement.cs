using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Courses;

/// <summary>What stands of a record that contradicts itself: what comes out alike whichever place of each contradiction is left
/// out.</summary>
/// <param name="contradictions">The contradictions, each as a sentence.</param>
/// <param name="isExhaustive">Whether every way of leaving places out was judged; otherwise nothing stands.</param>
internal sealed class Agreement(ImmutableArray<string> contradictions, bool isExhaustive)
{
    /// <summary>The decision that all readings come to; otherwise an invalid one that names the contradictions.</summary>
    /// <param name="readings">The readings; <c>null</c> for one in which what is judged is not there, such as a visit that is left
    /// out.</param>
    /// <param name="of">Finds the decision in a reading.</param>
    /// <returns>The decision; <c>null</c> where no reading has it.</returns>
    public Decision<TOutcome>? Of<TReading, TOutcome>(
        ImmutableArray<TReading?> readings, Func<TReading, Decision<TOutcome>?> of)
        where TReading : class
        where TOutcome : struct, Enum
    {
        Decision<TOutcome>?[] decisions = [.. readings.OfType<TReading>().Select(of)];
        if (decisions.FirstOrDefault(decision => decision is not null) is not { } one)
        {
            return null;
        }

        return isExhaustive && decisions.All(decision => decision is { } other && AreAlike(other, one))
            ? one
            : one.ContradictedBy(contradictions);
    }

    /// <summary>The same for a decision that every reading has in which what is judged is there.</summary>
    public Decision<TOutcome> Of<TReading, TOutcome>(ImmutableArray<TReading?> readings, Func<TReading, Decision<TOutcome>> of)
        where TReading : class
        where TOutcome : struct, Enum => Of<TReading, TOutcome>(readings, reading => (Decision<TOutcome>?)of(reading))!.Value;

    /// <summary>Something that is not a decision, where all readings have it alike.</summary>
    public T? Same<TReading, T>(ImmutableArray<TReading?> readings, Func<TReading, T?> of)
        where TReading : class
        where T : class
    {
        T?[] values = [.. readings.OfType<TReading>().Select(of)];
        return isExhaustive && values.All(value => Equals(value, values[0])) ? values[0] : null;
    }

    /// <summary>The decisions about the items of a list: each stands where all readings that have the item agree.</summary>
    public ImmutableArray<Decision<TOutcome>> Each<TReading, TOutcome>(
        ImmutableArray<TReading?> readings, Func<TReading, ImmutableArray<Decision<TOutcome>>> of)
        where TReading : class
        where TOutcome : struct, Enum =>
    [
        .. readings.OfType<TReading>().SelectMany(reading => Numbered(of(reading)))
            .GroupBy(static one => (one.Decision.About, one.Place), static one => one.Decision).Select(group =>
                isExhaustive && group.All(other => AreAlike(other, group.First()))
                    ? group.First()
                    : group.First().ContradictedBy(contradictions)),
    ];

    // Two side effects of one name are told apart by their order.
    private static IEnumerable<(Decision<TOutcome> Decision, int Place)> Numbered<TOutcome>(ImmutableArray<Decision<TOutcome>> decisions)
        where TOutcome : struct, Enum =>
        decisions.GroupBy(static one => one.About).SelectMany(static same => same.Select(static (one, place) => (one, place)));

    // An open decision that asks the same whichever place is left out does not rest on the contradiction.
    private static bool AreAlike<TOutcome>(Decision<TOutcome> one, Decision<TOutcome> other)
        where TOutcome : struct, Enum =>
        one.Outcomes == other.Outcomes
        && (one.Status == DecisionStatus.Determined || one.Questions.SequenceEqual(other.Questions));
}
