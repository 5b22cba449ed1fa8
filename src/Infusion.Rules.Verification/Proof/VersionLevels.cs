using System.Globalization;
using System.Text.RegularExpressions;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The semantic version that a difference asks for.</summary>
internal static class VersionLevels
{
    /// <summary>The level of one change.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="class">The direction.</param>
    /// <returns>The level; what the table does not name is <see cref="VersionLevel.Major"/>.</returns>
    public static VersionLevel Of(ChangeAxis axis, ChangeClass @class) => (axis, @class) switch
    {
        (_, ChangeClass.Equivalent) => VersionLevel.None,
        (ChangeAxis.Wording, ChangeClass.Mixed) => VersionLevel.Patch,
        (ChangeAxis.Caution, ChangeClass.Tightens) => VersionLevel.Minor,
        (ChangeAxis.InformationDemand or ChangeAxis.PatientCost or ChangeAxis.Schedule,
            ChangeClass.Tightens or ChangeClass.Relaxes or ChangeClass.Mixed or ChangeClass.MayChange) => VersionLevel.Minor,
        _ => VersionLevel.Major,
    };

    /// <summary>The level of a difference: the highest of its changes.</summary>
    /// <param name="report">The difference.</param>
    /// <returns>The level; a value that changes nothing else is <see cref="VersionLevel.Patch"/>.</returns>
    public static VersionLevel Of(DiffReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        VersionLevel least = report.ChangedValues.IsEmpty ? VersionLevel.None : VersionLevel.Patch;
        return report.Changes.Select(static change => Of(change.Axis, change.Class)).Append(least).Max();
    }

    /// <summary>The version after another one.</summary>
    /// <param name="version">The version before, such as "1.2.0".</param>
    /// <param name="level">What changes.</param>
    /// <returns>The next version; <c>null</c> where the version before is no semantic version, or is a date.</returns>
    public static string? Next(string version, VersionLevel level)
    {
        // A first number of four digits is a year.
        Match parts = Regex.Match(version, "^(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})$");
        if (!parts.Success || level == VersionLevel.None)
        {
            return null;
        }

        int Part(int place) => int.Parse(parts.Groups[place].Value, CultureInfo.InvariantCulture);
        return level switch
        {
            VersionLevel.Major => FormattableString.Invariant($"{Part(1) + 1}.0.0"),
            VersionLevel.Minor => FormattableString.Invariant($"{Part(1)}.{Part(2) + 1}.0"),
            _ => FormattableString.Invariant($"{Part(1)}.{Part(2)}.{Part(3) + 1}"),
        };
    }

    /// <summary>The level as the beginning of a sentence.</summary>
    public static string Meaning(VersionLevel level) => level switch
    {
        VersionLevel.Major => "A major change: something becomes less cautious, or has no direction",
        VersionLevel.Minor => "A minor change: nothing becomes less cautious",
        VersionLevel.Patch => "A patch: only what is said differs",
        _ => "Nothing that is judged changes",
    };
}
