using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Policies;

/// <summary>The versions of one clinic's policy over time, each valid from a date up to another.</summary>
/// <remarks>
/// <para>The date that selects a version is always an argument. Which date selects it for which part of a course, see
/// <see cref="RulesBook"/>.</para>
/// <para>Validity is half-open: a version holds from its first date up to, not including, the next one's. Compared by value. Immutable and
/// thread-safe.</para>
/// </remarks>
/// <example>
/// <code>
/// PolicyBook book = PolicyBook.Of([new(policy2025, new(2025, 1, 1), new(2026, 1, 1)), new(policy2026, new(2026, 1, 1), null)]);
/// ClinicPolicy policy = book.On(new LocalDate(2026, 3, 2));
/// </code>
/// </example>
public sealed record PolicyBook
{
    private PolicyBook(ImmutableArray<PolicyValidity> versions) => Versions = versions;

    /// <summary>The versions in the order of time, without gap or overlap.</summary>
    public ImmutableArray<PolicyValidity> Versions { get; }

    /// <summary>The first date that has a version.</summary>
    public LocalDate From => Versions[0].From;

    /// <summary>The first date that no longer has a version; <c>null</c> when the last one is open.</summary>
    public LocalDate? To => Versions[Versions.Length - 1].To;

    /// <summary>Puts versions together.</summary>
    /// <param name="versions">The versions in any order, at least one, of one policy
    /// id; none empty, no two on one date, no date between them without.</param>
    /// <returns>The book.</returns>
    /// <exception cref="ArgumentException">The versions do not make a book; the message says where.</exception>
    public static PolicyBook Of(IEnumerable<PolicyValidity> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ImmutableArray<PolicyValidity> ordered = [.. versions.OrderBy(version => version.From)];
        string? problem = ProblemIn(ordered);
        return problem is null ? new(ordered) : throw new ArgumentException(problem, nameof(versions));
    }

    /// <summary>The version that holds on a date.</summary>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date is before the first version or after the last.</exception>
    public ClinicPolicy On(LocalDate date) => Versions[PlaceOn(date)].Policy;

    /// <summary>The version that holds on a date; <c>null</c> where none does.</summary>
    internal ClinicPolicy? FindOn(LocalDate date) =>
        NearestTo(date) is var place && Versions[place].Holds(date) ? Versions[place].Policy : null;

    /// <summary>The place of the version that holds on a date.</summary>
    internal int PlaceOn(LocalDate date) => NearestTo(date) is var place && Versions[place].Holds(date)
        ? place
        : throw new ArgumentOutOfRangeException(nameof(date), $"The book has no version on {Text(date)}; it has versions {this}.");

    private int NearestTo(LocalDate date) => Versions.LastUpTo(version => version.From <= date);

    /// <inheritdoc/>
    public bool Equals(PolicyBook? other) => other is not null && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override int GetHashCode() => Versions.Length;

    /// <summary>Writes the versions with their dates.</summary>
    /// <returns>"a-clinic 1 from 2025-01-01 to 2026-01-01; a-clinic 2 from 2026-01-01".</returns>
    public override string ToString() => string.Join("; ", Versions);

    internal static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string? ProblemIn(ImmutableArray<PolicyValidity> versions)
    {
        if (versions.IsEmpty)
        {
            return "A book has one version at least.";
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int place = 0; place < versions.Length; place++)
        {
            PolicyValidity version = versions[place];
            if (version.To <= version.From)
            {
                return $"The version {version} is valid on no date: its end is not after its beginning.";
            }

            if (version.Policy.Id != versions[0].Policy.Id)
            {
                return $"A book is of one policy: '{versions[0].Policy.Id}' and '{version.Policy.Id}' are two.";
            }

            if (!names.Add(version.Policy.Version))
            {
                return $"The version '{version.Policy.Version}' stands twice.";
            }

            if (place > 0 && versions[place - 1].To is null)
            {
                return $"The versions {versions[place - 1]} and {version} overlap from {Text(version.From)} on.";
            }

            if (place > 0 && versions[place - 1].To is { } last && last != version.From)
            {
                return last > version.From
                    ? $"The versions {versions[place - 1]} and {version} overlap from {Text(version.From)} to {Text(last)}."
                    : $"No version is valid from {Text(last)} to {Text(version.From)}.";
            }
        }

        return null;
    }
}
