namespace Infusion.Rules.Visits;

/// <summary>A discharge score from 0 to 10, higher is better.</summary>
/// <remarks>The Aldrete score is none: it is for leaving the first phase of recovery, not for going home (aldrete-statpearls).</remarks>
public enum DischargeScale
{
    /// <summary>Post-Anesthetic Discharge Scoring System, for home-readiness (chung-1995).</summary>
    Padss,
}
