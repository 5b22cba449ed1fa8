namespace Infusion.Rules.Visits;

/// <summary>A discharge score from 0 to 10, higher is better.</summary>
public enum DischargeScale
{
    /// <summary>Post-Anesthetic Discharge Scoring System, for home-readiness (chung-1995).</summary>
    Padss,

    /// <summary>Aldrete score, for leaving the first recovery phase (aldrete-statpearls).</summary>
    Aldrete,
}
