using System.Collections.Immutable;

namespace Infusion.Rules.Protocols;

/// <summary>A stage of course weeks with its place in the course.</summary>
/// <param name="Stage">How many sessions its weeks have.</param>
/// <param name="First">Its first course week; 1 for the week that begins with the first completed session.</param>
/// <param name="Last">Its last course week, inclusive; <c>null</c> when it goes on to the end of the induction.</param>
internal sealed record StageOfWeeks(CourseWeeks Stage, int First, int? Last)
{
    /// <summary>The weeks in words, such as "course weeks 2 to 3".</summary>
    public string Weeks => Last is not { } last ? FormattableString.Invariant($"course week {First} and later")
        : First == last ? FormattableString.Invariant($"course week {First}")
        : FormattableString.Invariant($"course weeks {First} to {last}");

    /// <summary>The stages of a protocol, each after the one before.</summary>
    /// <param name="stages">The stages.</param>
    public static ImmutableArray<StageOfWeeks> Of(ImmutableArray<CourseWeeks> stages)
    {
        var placed = ImmutableArray.CreateBuilder<StageOfWeeks>(stages.Length);
        int first = 1;
        foreach (CourseWeeks stage in stages)
        {
            placed.Add(new(stage, first, stage.Weeks is { } weeks ? first + weeks - 1 : null));
            first += stage.Weeks ?? 0;
        }

        return placed.ToImmutable();
    }

    /// <summary>The stage that a course week belongs to; <c>null</c> after the last one.</summary>
    /// <param name="stages">The stages in order.</param>
    /// <param name="week">The course week, from 1.</param>
    public static StageOfWeeks? At(ImmutableArray<StageOfWeeks> stages, int week)
    {
        for (int place = 0; place < stages.Length; place++)
        {
            if (!(stages[place].Last < week))
            {
                return stages[place];
            }
        }

        return null;
    }
}
