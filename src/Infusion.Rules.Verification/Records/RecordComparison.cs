using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Records;

/// <summary>Compares what two versions say of one record, decision by decision.</summary>
/// <remarks>A decision comes to a set of possible outcomes. It becomes more cautious where the least and the most cautious of them move
/// towards caution or stay, less so where they move the other way, and both where one moves each way; where only others between them are
/// possible it becomes neither. Dates and amounts are compared by their names.</remarks>
internal sealed class RecordComparison(InfusionRules old, InfusionRules @new)
{
    private readonly Dictionary<string, DecisionTable> _old = old.Tables.ToDictionary(static table => table.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, DecisionTable> _new = @new.Tables.ToDictionary(static table => table.Id, StringComparer.Ordinal);

    /// <summary>The decisions of a review, parts among them.</summary>
    public static Dictionary<AnswerKey, DecisionDocument> Flat(IEnumerable<DecisionDocument> answers)
    {
        var flat = new Dictionary<AnswerKey, DecisionDocument>();
        foreach (DecisionDocument answer in answers)
        {
            Add(answer, null, "");
        }

        return flat;

        // A part has the subject of the whole where it has none.
        void Add(DecisionDocument answer, string? about, string of)
        {
            string? subject = answer.Subject ?? about;
            int place = 0;
            while (flat.ContainsKey(new(answer.Decision, subject, of, place)))
            {
                place++;
            }

            flat.Add(new(answer.Decision, subject, of, place), answer);
            foreach (DecisionDocument part in answer.Parts)
            {
                Add(part, subject, $"{of} {answer.Decision} {answer.Subject} {place}");
            }
        }
    }

    /// <summary>Everything that differs.</summary>
    public IEnumerable<RecordDifference> Between(ImmutableArray<DecisionDocument> before, ImmutableArray<DecisionDocument> after)
    {
        Dictionary<AnswerKey, DecisionDocument> was = Flat(before);
        Dictionary<AnswerKey, DecisionDocument> now = Flat(after);
        foreach (AnswerKey key in was.Keys.Concat(now.Keys).Distinct())
        {
            DecisionDocument? one = was.TryGetValue(key, out DecisionDocument? found) ? found : null;
            DecisionDocument? other = now.TryGetValue(key, out found) ? found : null;
            foreach ((ChangeAxis axis, Direction direction) in Differences(key.Decision, one, other))
            {
                yield return new(
                    key, axis, direction, one?.Status != DecisionStatus.Determined || other?.Status != DecisionStatus.Determined,
                    (one is null || other is null) && key.Of.Length > 0);
            }
        }
    }

    private static bool IsSame(DecisionDocument one, DecisionDocument other) => one.Status == other.Status
        && one.Possible.SequenceEqual(other.Possible, StringComparer.Ordinal) && one.Values.SequenceEqual(other.Values);

    private DecisionTable? TableOf(string decision, bool isNew)
    {
        string id = InfusionRules.TablesOf(decision).FirstOrDefault() ?? "";
        return (isNew ? _new : _old).TryGetValue(id, out DecisionTable? table) ? table : null;
    }

    /// <summary>The axis on which a decision's outcomes are ordered.</summary>
    public ChangeAxis OutcomeAxis(string decision) =>
        TableOf(decision, isNew: true)?.Axis is null or Tables.OutcomeAxis.Caution ? ChangeAxis.Caution : ChangeAxis.PatientCost;

    private IEnumerable<(ChangeAxis Axis, Direction Direction)> Differences(
        string decision, DecisionDocument? before, DecisionDocument? after)
    {
        if (before is not null && after is not null && IsSame(before, after))
        {
            yield break;
        }

        ImmutableArray<string> was = before?.Possible ?? Nothing(decision, isNew: false);
        ImmutableArray<string> now = after?.Possible ?? Nothing(decision, isNew: true);
        bool isSame = was.SequenceEqual(now);
        if (!isSame)
        {
            yield return (OutcomeAxis(decision), OfOutcomes(decision, was, now));
        }

        if (before is not null && after is not null && before.Status != after.Status)
        {
            yield return (ChangeAxis.InformationDemand,
                before.Status == DecisionStatus.Invalid || after.Status == DecisionStatus.Invalid ? Direction.Incomparable
                : after.Status == DecisionStatus.NeedsInformation ? Direction.Tightens
                : Direction.Relaxes);
        }

        bool isAlike = isSame && before?.Status == after?.Status;
        foreach ((ChangeAxis axis, Direction direction) in OfValues(decision, before?.Values ?? [], after?.Values ?? [], isAlike)
            .GroupBy(static one => one.Axis)
            .Select(static same => (same.Key, same.Aggregate(Direction.None, static (sum, one) => sum | one.Direction))))
        {
            yield return (axis, direction);
        }
    }

    // Where there is nothing to decide, nothing stands in the way: the least cautious outcome, and of findings none.
    private ImmutableArray<string> Nothing(string decision, bool isNew) =>
        TableOf(decision, isNew) is { HitPolicy: not HitPolicy.Collect } table ? [table.Outcomes[0]] : [];

    private Direction OfOutcomes(string decision, ImmutableArray<string> before, ImmutableArray<string> after)
    {
        if (TableOf(decision, isNew: false) is not { } old || TableOf(decision, isNew: true) is not { } @new)
        {
            return Direction.Incomparable;
        }

        if (@new.HitPolicy == HitPolicy.Collect)
        {
            bool isLess = @new.Axis == Tables.OutcomeAxis.PatientCredit;
            Direction more = after.Except(before).Any() ? isLess ? Direction.Relaxes : Direction.Tightens : Direction.None;
            return more | (before.Except(after).Any() ? isLess ? Direction.Tightens : Direction.Relaxes : Direction.None);
        }

        int[] was = [.. before.Select(name => @new.Outcomes.IndexOf(name))];
        int[] now = [.. after.Select(name => @new.Outcomes.IndexOf(name))];
        if (was.Length == 0 || now.Length == 0 || was.Contains(-1) || now.Contains(-1) || !InOneOrder(old, @new, before.Concat(after)))
        {
            return Direction.Incomparable;
        }

        Direction direction = Of(now.Min() - was.Min()) | Of(now.Max() - was.Max());
        return @new.Axis == Tables.OutcomeAxis.PatientCost ? Turned(direction) : direction;
    }

    // Whether both versions put the outcomes in one order.
    private static bool InOneOrder(DecisionTable old, DecisionTable @new, IEnumerable<string> names)
    {
        string[] known = [.. names.Distinct().OrderBy(name => @new.Outcomes.IndexOf(name))];
        int[] places = [.. known.Select(name => old.Outcomes.IndexOf(name))];
        return !places.Contains(-1) && places.SequenceEqual(places.OrderBy(static place => place));
    }

    private static Direction Of(long sign) => sign > 0 ? Direction.Tightens : sign < 0 ? Direction.Relaxes : Direction.None;

    private static Direction Turned(Direction direction) =>
        ((direction & Direction.Tightens) != 0 ? Direction.Relaxes : Direction.None)
        | ((direction & Direction.Relaxes) != 0 ? Direction.Tightens : Direction.None);

    // A value that only one of them has, or knows, belongs to its outcome, or to what has to be asked.
    private IEnumerable<(ChangeAxis Axis, Direction Direction)> OfValues(
        string decision, ImmutableArray<ValueDocument> before, ImmutableArray<ValueDocument> after, bool isAlike)
    {
        foreach (string id in before.Concat(after).Select(static value => value.Id).Distinct().Where(static id => id != "contradiction"))
        {
            string[] was = [.. before.Where(value => value.Id == id).Select(static value => value.Value)];
            string[] now = [.. after.Where(value => value.Id == id).Select(static value => value.Value)];
            if (was.SequenceEqual(now, StringComparer.Ordinal) || (!isAlike && (was.Length == 0 || now.Length == 0)))
            {
                continue;
            }

            string one = was.FirstOrDefault() ?? "";
            string other = now.FirstOrDefault() ?? "";
            (ChangeAxis axis, ChangeAxis later) = (AxisOf(decision, one), AxisOf(decision, other));
            bool isOpened = axis != ChangeAxis.Wording && later == ChangeAxis.Wording && now.Length > 0;
            bool isSettled = axis == ChangeAxis.Wording && later != ChangeAxis.Wording && was.Length > 0;
            axis = axis == ChangeAxis.Wording ? later : axis;
            if (!isAlike && (isOpened || isSettled))
            {
                continue;
            }

            Direction direction = axis == ChangeAxis.Wording ? Direction.Tightens | Direction.Relaxes
                // An amount or a date that is not known yet may be more.
                : was.Length == 0 || isOpened ? Direction.Tightens
                : now.Length == 0 || isSettled ? Direction.Relaxes
                : was.Length != 1 || now.Length != 1 ? Direction.Incomparable
                : Compare(one, other);
            yield return (axis, axis == ChangeAxis.PatientCost && TableOf(decision, isNew: true)?.Axis == Tables.OutcomeAxis.PatientCredit
                ? Turned(direction) | (direction & Direction.Incomparable)
                : direction);
        }
    }

    /// <summary>The axis of a date or amount that a decision works out; what is neither, or is repeated from the record, is only said
    /// otherwise.</summary>
    public static ChangeAxis AxisOf(string decision, string value) =>
        IsMoney(value) && InfusionRules.Priced.Contains(decision) ? ChangeAxis.PatientCost
        : Compare(value, value) == Direction.None && InfusionRules.Dated.Contains(decision) ? ChangeAxis.Schedule
        : ChangeAxis.Wording;

    private static bool IsMoney(string text) => text.Length > 4 && char.IsDigit(text[0]) && text[text.Length - 4] == ' ';

    // Later, longer and more is towards more.
    private static Direction Compare(string before, string after)
    {
        if (InstantPattern.ExtendedIso.Parse(before) is { Success: true, Value: var was }
            && InstantPattern.ExtendedIso.Parse(after) is { Success: true, Value: var now })
        {
            return Of(now.CompareTo(was));
        }

        if (LocalDatePattern.Iso.Parse(before) is { Success: true, Value: var day }
            && LocalDatePattern.Iso.Parse(after) is { Success: true, Value: var other })
        {
            return Of(other.CompareTo(day));
        }

        if (IsMoney(before) && IsMoney(after) && before.Substring(before.Length - 3) == after.Substring(after.Length - 3))
        {
            return Of(Amount(after).CompareTo(Amount(before)));
        }

        return PeriodPattern.Roundtrip.Parse(before) is { Success: true, Value: { HasDateComponent: false } least }
            && PeriodPattern.Roundtrip.Parse(after) is { Success: true, Value: { HasDateComponent: false } most }
            ? Of(most.ToDuration().CompareTo(least.ToDuration()))
            : Direction.Incomparable;
    }

    private static decimal Amount(string money) =>
        decimal.Parse(money.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);
}
