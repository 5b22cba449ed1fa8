using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What two versions of a fact with calendar limits make of one date, over every start date of one Gregorian cycle.</summary>
internal static class CalendarReach
{
    /// <summary>The pairs of codes that some date has, counted from some start date.</summary>
    /// <param name="old">The old version; <c>null</c> when it lacks the fact.</param>
    /// <param name="new">The new version; <c>null</c> when it lacks the fact.</param>
    /// <returns>The pairs, in order; a version that lacks the fact has the code 0.</returns>
    public static IEnumerable<(int Old, int New)> Of(Fact? old, Fact? @new)
    {
        (ImmutableArray<CalendarCut> before, ImmutableArray<CalendarCut> after) = (old?.Cuts ?? [], @new?.Cuts ?? []);
        if ((old ?? @new)!.Span is null && before.SequenceEqual(after))
        {
            return Enumerable.Range(0, before.Length + 1).Select(code => (code, code));
        }

        var pairs = new SortedSet<(int Old, int New)>();
        LocalDate start = GregorianCycle.FirstDate;
        for (int day = 0; day < GregorianCycle.Days; day++, start = start.PlusDays(1))
        {
            LocalDate[] oldLimits = [.. before.Select(cut => cut.FirstBeyond(start))];
            LocalDate[] newLimits = [.. after.Select(cut => cut.FirstBeyond(start))];
            if ((old ?? @new)!.Span is not null)
            {
                pairs.Add((Passed(oldLimits, start + (old?.Span ?? Period.Zero)), Passed(newLimits, start + (@new?.Span ?? Period.Zero))));
                continue;
            }

            // Between two limits every date is alike, so the limits and the day before the first stand for all.
            pairs.Add((0, 0));
            foreach (LocalDate[] limits in (LocalDate[][])[oldLimits, newLimits])
            {
                foreach (LocalDate limit in limits)
                {
                    pairs.Add((Passed(oldLimits, limit), Passed(newLimits, limit)));
                }
            }
        }

        return pairs;
    }

    private static int Passed(LocalDate[] limits, LocalDate date)
    {
        int passed = 0;
        foreach (LocalDate limit in limits)
        {
            passed += limit <= date ? 1 : 0;
        }

        return passed;
    }
}
