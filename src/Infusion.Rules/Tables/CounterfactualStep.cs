namespace Infusion.Rules.Tables;

/// <summary>One action of a counterfactual.</summary>
/// <param name="Remedy">What is done.</param>
/// <param name="Amount">By how much the facts move, in their unit; 0 when the remedy settles a fact.</param>
public sealed record CounterfactualStep(Remedy Remedy, long Amount)
{
    /// <summary>Writes the action with its amount.</summary>
    /// <returns>"a later appointment, by 30 min".</returns>
    public override string ToString() => Remedy.Direction == 0 ? Remedy.Says : $"{Remedy.Says}, by {Remedy.Moves[0].Format(Amount)}";
}
