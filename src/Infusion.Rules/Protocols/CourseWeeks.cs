namespace Infusion.Rules.Protocols;

/// <summary>How many induction sessions each course week of a stage has.</summary>
/// <remarks>Course week 1 begins on the date of the first completed session, and each week has seven clinic-local days. Stages follow each
/// other in the order of <see cref="InfusionProtocol.Weeks"/>. Compared by value. Immutable and thread-safe.</remarks>
public sealed record CourseWeeks
{
    /// <summary>How many course weeks the stage has, 1 to 52; <c>null</c> to the end of the induction, only for the last stage.</summary>
    public int? Weeks { get; init; }

    /// <summary>The fewest sessions of each week, inclusive, 0 to 7; 0 asks for none.</summary>
    public int MinimumSessions { get; init; }

    /// <summary>The most sessions of each week, inclusive, 1 to 50; <c>null</c> where there is no most.</summary>
    public int? MaximumSessions { get; init; }

    /// <summary>Writes the weeks and the sessions.</summary>
    /// <returns>"1 week of 2 sessions".</returns>
    public override string ToString() => (Weeks is { } weeks ? Clinic.Wording.Count(weeks, "week") : "weeks") + $" of {Sessions}";

    /// <summary>The sessions in words, such as "1 to 2 sessions".</summary>
    internal string Sessions =>
        MaximumSessions is not { } most ? $"at least {Clinic.Wording.Count(MinimumSessions, "session")}"
        : MinimumSessions == most ? Clinic.Wording.Count(most, "session")
        : MinimumSessions == 0 ? $"at most {Clinic.Wording.Count(most, "session")}"
        : FormattableString.Invariant($"{MinimumSessions} to {Clinic.Wording.Count(most, "session")}");

    /// <summary>Whether the numbers are in range and hold somebody.</summary>
    internal bool IsValid => Weeks is null or (>= 1 and <= 52) && MinimumSessions is >= 0 and <= 7
        && MaximumSessions is null or (>= 1 and <= 50) && !(MaximumSessions < MinimumSessions)
        && (MinimumSessions > 0 || MaximumSessions is not null);
}
