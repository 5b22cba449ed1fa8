namespace Infusion.Rules.Tables;

/// <summary>One action of a counterfactual.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Amount">By how much the facts move, in their unit; 0 when the action settles a fact.</param>
public sealed record CounterfactualStep(CounterfactualAction Action, long Amount)
{
    /// <summary>Writes the action with its amount.</summary>
    /// <returns>"a later appointment, by 30 min".</returns>
    public override string ToString() => Action.Direction == 0 ? Action.Says : $"{Action.Says}, by {Action.Moves[0].Format(Amount)}";
}
