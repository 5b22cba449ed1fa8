using System.Collections.Immutable;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;
using Infusion.Rules.Verification.Records;
using NodaTime;

namespace Infusion.Rules.Verification;

/// <summary>Says what a set of cases exercises of the rules: which rules, and which sides of which limits.</summary>
public static class CaseCoverage
{
    /// <summary>Counts a set of rows.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="rows">What each table received; rows of other tables are an error.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">A row names a table that is not listed, or has another number of values.</exception>
    public static CoverageReport Of(IEnumerable<DecisionTable> tables, IEnumerable<CoveredRow> rows)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(rows);
        ImmutableArray<DecisionTable> list = [.. tables];
        ImmutableArray<CoveredRow> all = [.. rows];
        if (all.FirstOrDefault(row => list.All(table => table.Id != row.Table)) is { } lost)
        {
            throw new ArgumentException($"There is no table '{lost.Table}'.", nameof(rows));
        }

        var rules = ImmutableArray.CreateBuilder<RuleCoverage>();
        var boundaries = ImmutableArray.CreateBuilder<BoundaryObligation>();
        var comparisons = ImmutableArray.CreateBuilder<McdcObligation>();
        foreach (DecisionTable table in list)
        {
            FactValue[][] mine = [.. all.Where(row => row.Table == table.Id).Select(row => row.Row.ToArray())];
            var joint = new JointTable(table, table, Links.None);
            for (int rule = 0; rule < table.Rules.Length; rule++)
            {
                RuleStatus[] statuses = [.. mine.Select(row => table.StatusOf(rule, row))];
                rules.Add(new()
                {
                    Table = table.Id,
                    Rule = table.Rules[rule].Id,
                    Applied = statuses.Count(status => status == RuleStatus.Applies),
                    DidNotApply = statuses.Count(status => status == RuleStatus.DoesNotApply),
                    Unknown = statuses.Count(status => status == RuleStatus.Unknown),
                });
                boundaries.AddRange(Obligations(joint, rule, mine));
                comparisons.AddRange(Mcdc.Of(table, table.Rules[rule], mine));
            }
        }

        return new()
        {
            Rows = all.Length,
            Rules = rules.ToImmutable(),
            Boundaries = boundaries.ToImmutable(),
            Comparisons = comparisons.ToImmutable(),
        };
    }

    /// <summary>What no case reaches: the sides of limits, and rules that apply in none.</summary>
    internal static IEnumerable<CoverageGoal> Goals(InfusionRules rules, CoverageReport coverage)
    {
        foreach (BoundaryObligation missing in coverage.Missing)
        {
            DecisionTable table = rules.Table(missing.Table);
            yield return new(missing.ToString(), table, [
                [.. missing.Case.Select(fact => (table.Facts.First(one => one.Id == fact.Id), fact.AfterLow!.Value))],
            ], missing.Fact, missing.IsMetBy);
        }

        foreach (RuleCoverage missing in coverage.Rules.Where(static rule => rule.Applied == 0))
        {
            DecisionTable table = rules.Table(missing.Table);
            var joint = new JointTable(table, table, Links.None);
            int rule = table.Rules.IndexOf(table.RuleOf(missing.Rule));
            yield return new($"{missing.Rule} applies", table,
                [
                    .. joint.New.RuleClauses[rule].Select(clause => RowOf(joint, clause, except: -1)).Select(row =>
                        (IReadOnlyList<(Fact, long)>)[
                            .. row.Select((value, place) => (Fact: table.Facts[place], Value: value)).Where(static one => one.Value.IsExact)
                                .Select(static one => (one.Fact, one.Value.Low)),
                        ]),
                ],
                null, row => table.StatusOf(rule, row) == RuleStatus.Applies);
        }
    }

    private static IEnumerable<BoundaryObligation> Obligations(JointTable joint, int rule, FactValue[][] rows)
    {
        DecisionTable table = joint.New.Table;
        IEnumerable<Condition.Comparison> limits = table.Rules[rule].When.Comparisons()
            .Where(comparison => comparison.Fact.IsOrdered && comparison.Constant != Fact.Never)
            .GroupBy(comparison => (comparison.Fact.Id, comparison.Constant)).Select(group => group.First());
        foreach (Condition.Comparison limit in limits)
        {
            int fact = table.Facts.IndexOf(limit.Fact);
            if (Context(joint, rule, fact, limit.Constant) is not { } context)
            {
                // The rule does not change there, whatever else is known: the constant belongs to an alternative another one covers.
                continue;
            }

            foreach (BoundaryPosition position in new[] { BoundaryPosition.Below, BoundaryPosition.At, BoundaryPosition.Above })
            {
                if (CodeAt(table, context, limit, position) is not { } code)
                {
                    continue;
                }

                bool IsMet(FactValue[] row) => IsAt(table, row, limit, position) && IsLive(table, rule, row, fact, limit.Constant);
                yield return new()
                {
                    Table = table.Id,
                    Rule = table.Rules[rule].Id,
                    IsMetBy = IsMet,
                    Fact = limit.Fact.Id,
                    Constant = limit.Fact.Format(limit.Constant),
                    Position = position,
                    IsMet = rows.Any(IsMet),
                    Case = [.. Case(table, context, fact, code)],
                };
            }
        }
    }

    // The value just below, at or just above a limit; of a fact that is on a scale, one that the scale has.
    private static long? CodeAt(DecisionTable table, FactValue[] row, Condition.Comparison limit, BoundaryPosition position)
    {
        Fact fact = limit.Fact;
        if (ScaleIn(table, row, fact) is { } scale)
        {
            return position switch
            {
                BoundaryPosition.Below => fact.NearestOn(scale, fact.Minimum, limit.Constant - 1, limit.Constant),
                BoundaryPosition.At => fact.NearestOn(scale, limit.Constant, limit.Constant, limit.Constant),
                _ => fact.NearestOn(scale, limit.Constant + 1, fact.Maximum, limit.Constant),
            };
        }

        long step = fact.Kind == FactKind.Elapsed ? NodaConstants.NanosecondsPerSecond : 1;
        decimal code = limit.Constant + ((decimal)step * ((int)position - 1));
        return code < fact.Minimum || code > fact.Maximum || (fact.Kind == FactKind.LookBack && code == Fact.Never) ? null : (long)code;
    }

    // The scale that a row knows a fact to be on.
    private static long? ScaleIn(DecisionTable table, FactValue[] row, Fact fact)
    {
        for (int place = 0; place < row.Length; place++)
        {
            if (table.Facts[place].Id == fact.ScaledBy?.Id && row[place].IsExact)
            {
                return row[place].Low;
            }
        }

        return null;
    }

    private static bool IsAt(DecisionTable table, FactValue[] row, Condition.Comparison limit, BoundaryPosition position)
    {
        FactValue value = row[table.Facts.IndexOf(limit.Fact)];
        if (!value.IsExact)
        {
            return false;
        }

        if (ScaleIn(table, row, limit.Fact) is not null)
        {
            return value.Low == CodeAt(table, row, limit, position);
        }

        decimal distance = (decimal)value.Low - limit.Constant;
        decimal near = limit.Fact.Kind == FactKind.Elapsed ? NodaConstants.NanosecondsPerMinute : 1;
        return position switch
        {
            BoundaryPosition.Below => distance < 0 && distance >= -near,
            BoundaryPosition.At => distance == 0,
            _ => distance > 0 && distance <= near,
        };
    }

    // Whether the rule changes at the constant, with everything else of the row as it is.
    private static bool IsLive(DecisionTable table, int rule, FactValue[] row, int fact, long constant)
    {
        FactValue[] probe = [.. row];
        RuleStatus? before = null;
        foreach (decimal code in new[] { (decimal)constant - 1, constant, (decimal)constant + 1 })
        {
            if (code < table.Facts[fact].Minimum || code > table.Facts[fact].Maximum)
            {
                continue;
            }

            probe[fact] = FactValue.Exactly((long)code);
            RuleStatus status = table.StatusOf(rule, probe);
            if (before is { } other && other != status)
            {
                return true;
            }

            before = status;
        }

        return false;
    }

    // Values of the other facts under which the constant decides: those one alternative of the rule asks for.
    private static FactValue[]? Context(JointTable joint, int rule, int fact, long constant)
    {
        DecisionTable table = joint.New.Table;
        foreach (Clause clause in joint.New.RuleClauses[rule])
        {
            FactValue[] row = RowOf(joint, clause, except: fact);
            if (IsLive(table, rule, row, fact, constant))
            {
                return row;
            }
        }

        return null;
    }

    // A value of each fact that an alternative of a rule asks for, but for one.
    private static FactValue[] RowOf(JointTable joint, Clause clause, int except)
    {
        DecisionTable table = joint.New.Table;
        int[] example = [.. Enumerable.Repeat(-1, table.Facts.Length)];
        foreach (bool isScaled in new[] { false, true })
        {
            for (int place = 0; place < example.Length; place++)
            {
                if (place != except && joint.ScaleOf(place) is not null == isScaled
                    && Bits.Count(clause.Cells[place]) < table.Partition.CellsOf(place))
                {
                    int[] allowed =
                    [
                        .. Enumerable.Range(0, joint.Facts[place].Known.Length)
                            .Where(one => (clause.Cells[place] >> joint.Facts[place].Known[one].New & 1) != 0),
                    ];
                    example[place] = allowed.Where(one => joint.ScaleOf(place)?.CanBe(one, example[joint.ScaleOf(place)!.Scale]) ?? true)
                        .DefaultIfEmpty(allowed[0]).First();
                }
            }
        }

        return joint.Row(isOld: false, example);
    }

    private static IEnumerable<WitnessFact> Case(DecisionTable table, FactValue[] context, int fact, long code)
    {
        for (int place = 0; place < context.Length; place++)
        {
            FactValue value = place == fact ? FactValue.Exactly(code) : context[place];
            if (!value.IsUnknown)
            {
                string text = table.Facts[place].Format(value.Low);
                yield return new()
                {
                    Id = table.Facts[place].Id,
                    Name = table.Facts[place].Name,
                    Before = text,
                    After = text,
                    BeforeLow = value.Low,
                    BeforeHigh = value.High,
                    AfterLow = value.Low,
                    AfterHigh = value.High,
                };
            }
        }
    }
}
