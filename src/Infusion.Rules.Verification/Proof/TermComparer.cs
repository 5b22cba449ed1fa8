using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Compares the dates, instants and amounts that the same outcome carries in two versions.</summary>
internal sealed class TermComparer(OutcomeAxis axis)
{
    private readonly Dictionary<(Period, Period), Direction> _periods = [];

    public IEnumerable<TermDifference> Differences(ImmutableArray<Term> old, ImmutableArray<Term> @new)
    {
        foreach (string id in old.Concat(@new).Select(term => term.Id).Distinct(StringComparer.Ordinal))
        {
            Term[] before = [.. old.Where(term => term.Id == id)];
            Term[] after = [.. @new.Where(term => term.Id == id)];
            if (before.SequenceEqual(after))
            {
                continue;
            }

            if (before.Length != 1 || after.Length != 1)
            {
                yield return new(id, AxisOf(before.Concat(after).First()), Direction.Incomparable,
                    $"{id}: {Text(before)}, now {Text(after)}; the two have no order");
                continue;
            }

            if (Compare(before[0], after[0]) is { } difference)
            {
                yield return difference;
            }
        }
    }

    private static string Text(Term[] terms) => terms.Length == 0 ? "nothing" : string.Join(" and ", terms.Select(term => term.ToString()));

    /// <summary>The axis a term is on.</summary>
    public static ChangeAxis AxisOf(Term term) => term is Term.Elapsed or Term.Calendar
        ? ChangeAxis.Schedule
        : ChangeAxis.PatientCost;

    private TermDifference? Compare(Term old, Term @new)
    {
        Direction direction = (old, @new) switch
        {
            (Term.Elapsed before, Term.Elapsed after) when before.Anchor == after.Anchor => Of(after.Offset.CompareTo(before.Offset)),
            (Term.Calendar before, Term.Calendar after) when before.Anchor == after.Anchor => Compare(before.Offset, after.Offset),
            (Term.Amount before, Term.Amount after) when before.Currency == after.Currency => Cost(after.Value.CompareTo(before.Value)),
            (Term.AmountNotPublished, Term.AmountNotPublished) => Direction.None,
            (Term.Share before, Term.Share after) when before.Anchor == after.Anchor => Cost(after.Percent.CompareTo(before.Percent)),
            _ => Direction.Incomparable,
        };
        if (direction == Direction.None)
        {
            return null;
        }

        ChangeAxis on = AxisOf(old) == AxisOf(@new) ? AxisOf(old) : ChangeAxis.PatientCost;
        return new(old.Id, on, direction, $"{old.Id}: {old}, now {@new}; it {ReportText.Verb(on, direction.ToClass())}");
    }

    private static Direction Of(int sign) => sign == 0 ? Direction.None : sign > 0 ? Direction.Tightens : Direction.Relaxes;

    // More money tightens, except where the amount is the patient's.
    private Direction Cost(int sign) => Of(axis == OutcomeAxis.PatientCredit ? -sign : sign);

    private Direction Compare(Period old, Period @new)
    {
        if (old.Equals(@new))
        {
            return Direction.None;
        }

        if (!_periods.TryGetValue((old, @new), out Direction direction))
        {
            LocalDate start = GregorianCycle.FirstDate;
            for (int day = 0; day < GregorianCycle.Days && direction != (Direction.Tightens | Direction.Relaxes); day++)
            {
                direction |= Of((start + @new).CompareTo(start + old));
                start = start.PlusDays(1);
            }

            _periods.Add((old, @new), direction);
        }

        return direction;
    }
}
