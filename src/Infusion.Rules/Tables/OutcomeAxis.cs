namespace Infusion.Rules.Tables;

/// <summary>What the order of a table's outcomes is about, so that a change of outcome has a direction.</summary>
public enum OutcomeAxis
{
    /// <summary>A later outcome is more cautious about the patient.</summary>
    Caution,

    /// <summary>An earlier outcome costs the patient more: the least cautious thing to do is to charge.</summary>
    PatientCost,

    /// <summary>An earlier outcome gives the patient more: the least cautious thing to do is to grant.</summary>
    PatientCredit,
}
