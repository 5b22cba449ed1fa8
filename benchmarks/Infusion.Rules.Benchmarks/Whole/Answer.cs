using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>Everything the whole decision comes to. 48 bytes.</summary>
internal readonly record struct Answer(
    sbyte Eligibility,
    byte EligibilityFindings,
    sbyte Protocol,
    sbyte Fasting,
    sbyte Response,
    sbyte Fee,
    sbyte Maintenance,
    byte MaintenanceFindings,
    int FeeDollars,
    LocalDate DueFrom,
    LocalDate DueTo,
    Instant EarliestAppointment)
{
    /// <summary>Something that depends on every part, so that none is computed for nothing.</summary>
    public long Sum =>
        Eligibility + EligibilityFindings + Protocol + Fasting + Response + Fee + Maintenance + MaintenanceFindings + FeeDollars
        + DueFrom.Day + DueTo.Month + EarliestAppointment.ToUnixTimeSeconds();
}
