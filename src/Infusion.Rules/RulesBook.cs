using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules;

/// <summary>The rules of every version of a clinic's policy, each for its dates: a course that a new version falls into is judged by
/// both.</summary>
/// <remarks>
/// <para>Fasting, conduct, release and driving follow the version in force on a visit's clinic-local date; induction and response the
/// one in force when their series of infusions began; charges the one in force when the appointment was booked. Everything else, such as
/// the screens and when to come back, follows the version in force at the instant of judging.</para>
/// <para>Every decision carries the version it was made by. To move a course to one version whatever its dates, review it with the rules
/// of that version: <c>book.On(date).Review(record)</c>.</para>
/// <para>Built once, immutable and thread-safe.</para>
/// </remarks>
/// <example><code>
/// var book = new RulesBook(PolicyBook.Of(versions));
/// CourseReview review = book.Review(record);
/// </code></example>
public sealed class RulesBook
{
    private readonly Lazy<RoomsByDate> _rooms;

    /// <summary>Builds the rules of every version.</summary>
    /// <param name="policies">The versions with their dates.</param>
    /// <param name="timeZones">Where the clinic's time zone is looked up; <c>null</c> for the database that comes with NodaTime.</param>
    /// <exception cref="ArgumentException">A version cannot be built into rules, or two are in different time zones or
    /// currencies.</exception>
    public RulesBook(PolicyBook policies, IDateTimeZoneProvider? timeZones = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        Policies = policies;
        Versions = [.. policies.Versions.Select(version => new InfusionRules(version.Policy, timeZones))];
        string currency = Versions.Select(static one => one.Policy.Currency).OfType<string>().FirstOrDefault() ?? "";
        if ((Differing("time zones", static rules => rules.Policy.TimeZone)
            ?? Differing("currencies", rules => rules.Policy.Currency ?? currency)) is { } problem)
        {
            throw new ArgumentException(problem, nameof(policies));
        }

        _rooms = new(() => new([.. policies.Versions.Select((version, place) => (version.From, Versions[place].Rooms))], policies.To));
    }

    /// <summary>The rules of one policy, which holds on every date.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="timeZones">Where the clinic's time zone is looked up; <c>null</c> for the database that comes with NodaTime.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="ArgumentException">The policy cannot be built into rules.</exception>
    public static RulesBook Of(ClinicPolicy policy, IDateTimeZoneProvider? timeZones = null) =>
        new(PolicyBook.Of([new(policy, LocalDate.MinIsoValue, null)]), timeZones);

    /// <summary>The policies, with the dates they hold for.</summary>
    public PolicyBook Policies { get; }

    /// <summary>The rules of each version, in the order of their dates.</summary>
    public ImmutableArray<InfusionRules> Versions { get; }

    /// <summary>The clinic's time zone, the same in every version.</summary>
    public DateTimeZone TimeZone => Versions[0].TimeZone;

    /// <summary>The rules of the version in force on a date.</summary>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date is before the first version or after the last.</exception>
    public InfusionRules On(LocalDate date) => Versions[Policies.PlaceOn(date)];

    /// <summary>Decides everything about a patient's record, each part by the version it falls under.</summary>
    /// <param name="record">The record. A visit on a date without a version is not judged: its decisions are invalid and say so.</param>
    /// <returns>Every decision, in the order of the patient's way.</returns>
    /// <exception cref="ArgumentException">What <see cref="InfusionRules.Review"/> refuses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No version is in force at the instant of judging.</exception>
    public CourseReview Review(PatientRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return CourseReview.Of(_rooms.Value, record, record.AsOf);
    }

    /// <summary>The visits of a day, one line for each: whether it goes ahead, what to ask first, and its times.</summary>
    /// <param name="records">The records, each judged at its own instant.</param>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>The visits of that date that are not cancelled, by the time of their appointments.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No version is in force at the instant of a record.</exception>
    public ImmutableArray<DayLine> Day(IEnumerable<PatientRecord> records, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(records);
        return DayLine.On(date, TimeZone, records.Select(Review));
    }

    /// <summary>Writes the versions with their dates.</summary>
    /// <returns>"Rules of a-clinic 1 from 2025-01-01 to 2026-01-01; a-clinic 2 from 2026-01-01".</returns>
    public override string ToString() => $"Rules of {Policies}";

    private string? Differing(string what, Func<InfusionRules, string> of)
    {
        InfusionRules first = Versions[0];
        return Versions.FirstOrDefault(version => of(version) != of(first)) is { } other
            ? $"The versions of a book have different {what}: {of(first)} in {first.Policy}, {of(other)} in {other.Policy}. "
                + "A course cannot go on from one to the other; keep them as two books."
            : null;
    }
}
