using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>Reads invariants by what the tables declare: values stand as in expected cases.</summary>
/// <param name="tables">The tables there are.</param>
internal sealed class InvariantReader(ImmutableArray<DecisionTable> tables)
{
    private const int Most = 1_000;
    private const int MostParts = 64;

    private static readonly (string Name, Comparator Comparator)[] _limits =
    [
        ("lessThan", Comparator.LessThan), ("atMost", Comparator.AtMost), ("atLeast", Comparator.AtLeast),
        ("moreThan", Comparator.MoreThan),
    ];

    /// <summary>Reads the members of the document.</summary>
    public Invariants? Read(ObjectReader o)
    {
        LocatedValue list = o.Required("invariants").OrNull;
        ImmutableArray<Invariant>? all = list.Objects<Invariant>(One, 1, Most);
        UniqueNames.AreUnique(list, areDistinct: false, ["id"]);
        return o.Done() ? new() { All = all ?? [] } : null;
    }

    private Invariant? One(ObjectReader o)
    {
        string id = o.Required("id").String(100);
        string says = o.Required("says").String(300);
        string? decision = o.Required("decision").OrNull.Name([.. tables.Select(table => table.Id)]);
        LocatedValue when = o.Optional("when");
        LocatedValue never = o.Optional("never");
        LocatedValue always = o.Optional("always");
        if (tables.FirstOrDefault(one => one.Id == decision) is not { } table)
        {
            o.Done();
            return null;
        }

        Condition? condition = when.IsAbsent ? Condition.Always : Whole(table, when);
        ImmutableArray<string> unwanted = Outcomes(table, never);
        ImmutableArray<string> wanted = Outcomes(table, always);
        if (o.Done() && never.IsAbsent == always.IsAbsent)
        {
            o.Whole.Report(
                ProblemCodes.Contradiction, never.IsAbsent ? "neither never nor always" : "both never and always",
                "one of never and always, with the outcomes");
        }

        return o.Done()
            ? new() { Id = id, Says = says, Decision = table.Id, When = condition!, Never = unwanted, Always = wanted }
            : null;
    }

    private static ImmutableArray<string> Outcomes(DecisionTable table, LocatedValue at) =>
        at.Is(LocatedKind.Array) ? at.Array(item => item.Name(table.Outcomes), 1, table.Outcomes.Length) ?? []
        : at.Name(table.Outcomes) is { } one ? [one]
        : [];

    // The proof makes cells of a condition, and says here what would be too many.
    private static Condition? Whole(DecisionTable table, LocatedValue at)
    {
        if (Part(table, at) is not { } condition)
        {
            return null;
        }

        try
        {
            table.Where(condition);
            return condition;
        }
        catch (ArgumentException refusal)
        {
            at.Report(ProblemCodes.Invalid, "conditions that no proof can split into cases", refusal.Message.TrimEnd('.'));
            return null;
        }
    }

    private static Condition? Part(DecisionTable table, LocatedValue at) => at.Is(LocatedKind.Array)
        ? Parts(table, at, static parts => new Condition.All(parts))
        : at.Object<Condition>(o => Part(table, o));

    private static Condition? Parts(DecisionTable table, LocatedValue at, Func<ImmutableArray<Condition>, Condition> join) =>
        at.Array(item => Part(table, item), 1, MostParts) is { } parts ? join(parts) : null;

    private static Condition? Part(DecisionTable table, ObjectReader o)
    {
        LocatedValue id = o.Optional("fact");
        LocatedValue all = o.Optional("all");
        LocatedValue any = o.Optional("any");
        LocatedValue not = o.Optional("not");
        LocatedValue @is = o.Optional("is");
        (LocatedValue At, Comparator Comparator)[] limits = [.. _limits.Select(limit => (o.Optional(limit.Name), limit.Comparator))];
        int kinds = new[] { id, all, any, not }.Count(static one => !one.IsAbsent);
        int comparisons = limits.Count(static limit => !limit.At.IsAbsent) + (@is.IsAbsent ? 0 : 1);
        if (o.Done() && (kinds != 1 || id.IsAbsent != (comparisons == 0)))
        {
            o.Whole.Report(
                ProblemCodes.Contradiction,
                kinds > 1 ? "several conditions in one" : comparisons > 0 ? "a comparison without a fact" : "no condition",
                "a fact with is, lessThan, atMost, atLeast or moreThan; or all, any or not");
        }

        if (!o.Done())
        {
            return null;
        }

        Condition? condition =
            !all.IsAbsent ? Parts(table, all, static parts => new Condition.All(parts))
            : !any.IsAbsent ? Parts(table, any, static parts => new Condition.Any(parts))
            : !not.IsAbsent ? Part(table, not) is { } part ? !part : null
            : id.Name([.. table.Facts.Select(static fact => fact.Id)]) is { } name
                ? Compared(table.Facts.First(fact => fact.Id == name), @is, limits)
            : null;
        return o.Done() ? condition : null;
    }

    private static Condition.All? Compared(Fact fact, LocatedValue @is, (LocatedValue At, Comparator Comparator)[] limits)
    {
        var parts = ImmutableArray.CreateBuilder<Condition>();
        if (!@is.IsAbsent)
        {
            ImmutableArray<Condition>? values = @is.Is(LocatedKind.Array) ? @is.Array(item => Value(fact, item), 1, MostParts)
                : Value(fact, @is) is { } one ? [one]
                : null;
            if (values is not { } read)
            {
                return null;
            }

            parts.Add(read.Length == 1 ? read[0] : new Condition.Any(read));
        }

        foreach ((LocatedValue at, Comparator comparator) in limits)
        {
            if (!at.IsAbsent)
            {
                if (Limit(fact, at, comparator) is not { } limit)
                {
                    return null;
                }

                parts.Add(limit);
            }
        }

        return new(parts.ToImmutable());
    }

    private static Condition? Value(Fact fact, LocatedValue at) =>
        !RecordFormats.Value(fact).TryRead(at, out FactValue value) ? null
        : value.IsExact ? new Condition.Comparison(fact, Comparator.Is, value.Low)
        : !fact.IsOrdered ? Unordered(fact, at)
        : new Condition.All(
        [
            new Condition.Comparison(fact, Comparator.AtLeast, value.Low), new Condition.Comparison(fact, Comparator.AtMost, value.High),
        ]);

    private static Condition.Comparison? Limit(Fact fact, LocatedValue at, Comparator comparator)
    {
        if (!fact.IsOrdered)
        {
            return Unordered(fact, at);
        }

        // Of months that are counted as they begin, "less than 3" would be read as "at most 2".
        if (fact.CountsBegunMonths && comparator is Comparator.LessThan or Comparator.AtLeast)
        {
            at.Report(
                ProblemCodes.Invalid, "a limit that months counted as they begin cannot have", "atMost or moreThan, which they can have");
            return null;
        }

        if (!RecordFormats.Value(fact).TryRead(at, out FactValue value))
        {
            return null;
        }

        if (!value.IsExact || value.Low == Fact.Never)
        {
            at.Report(ProblemCodes.Invalid, "what is no limit", "one value");
            return null;
        }

        return new(fact, comparator, value.Low);
    }

    private static Condition.Comparison? Unordered(Fact fact, LocatedValue at)
    {
        at.Report(ProblemCodes.Invalid, $"a limit of {Problem.Quote(fact.Id)}, whose values have no order", "is, with a value or a list");
        return null;
    }
}
