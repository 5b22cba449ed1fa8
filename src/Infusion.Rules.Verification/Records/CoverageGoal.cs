using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Records;

/// <summary>What a case is to reach in a table.</summary>
/// <param name="Says">What that is.</param>
/// <param name="Table">The table.</param>
/// <param name="Cases">The facts that would reach it, in several ways.</param>
/// <param name="IsMetBy">Whether a row of the table does.</param>
internal sealed record CoverageGoal(
    string Says, DecisionTable Table, IReadOnlyList<IReadOnlyList<(Fact Fact, long Code)>> Cases, Func<FactValue[], bool> IsMetBy);
