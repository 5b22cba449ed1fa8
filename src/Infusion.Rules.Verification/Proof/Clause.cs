namespace Infusion.Rules.Verification.Proof;

/// <summary>One alternative of a rule or constraint: the cells it allows of every joint fact.</summary>
/// <param name="Rule">The place in the table's rules, or the complement of the place in its constraints.</param>
/// <param name="Cells">A set of cells for each joint fact.</param>
internal sealed record Clause(int Rule, ulong[] Cells)
{
    public bool IsConstraint => Rule < 0;
}
