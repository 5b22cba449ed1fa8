using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Courses;

/// <summary>Which rooms judge what of a course: those of one policy version always, or those of each version of a book by date.</summary>
internal sealed class RoomsByDate
{
    private readonly ImmutableArray<(LocalDate From, Rooms Rooms)> _versions;
    private readonly LocalDate? _to;
    private readonly ConcurrentDictionary<(FeeRules Charging, FastingRules Fasting), FeeRules> _fees = new();

    /// <summary>The rooms of one version, whatever the date.</summary>
    public RoomsByDate(Rooms always) => _versions = [(LocalDate.MinIsoValue, always)];

    /// <summary>The rooms of each version from its first date on, in their order and in one time zone.</summary>
    /// <param name="versions">The versions.</param>
    /// <param name="to">The date from which none holds any more; <c>null</c> for an open end.</param>
    public RoomsByDate(ImmutableArray<(LocalDate From, Rooms Rooms)> versions, LocalDate? to) => (_versions, _to) = (versions, to);

    /// <summary>The clinic's time zone.</summary>
    public DateTimeZone TimeZone => _versions[0].Rooms.TimeZone;

    /// <summary>The clinic-local date of an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(TimeZone).Date;

    /// <summary>The rooms in force at an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No version is in force then.</exception>
    public Rooms InForce(Instant at) =>
        Missing(at) is { } missing ? throw new ArgumentOutOfRangeException(nameof(at), missing) : Nearest(at);

    /// <summary>The rooms in force at an instant; before the first version those of the first, after the last those of the last.</summary>
    public Rooms Nearest(Instant at) => _versions[_versions.Length == 1 ? 0 : PlaceOf(DateOf(at))].Rooms;

    /// <summary>The rooms in force on the date of a visit; where nothing of it has a time, those in force now.</summary>
    public Rooms Of(Visit visit, Instant now) => Nearest(visit.TimeIfAny ?? now);

    /// <summary>Why nothing can be decided of an instant; <c>null</c> where a version is in force.</summary>
    public string? Missing(Instant at) => DateOf(at) is var date && (date < _versions[0].From || date >= _to)
        ? $"No version of the policy is in force on {LocalDatePattern.Iso.Format(date)}."
        : null;

    /// <summary>The rules about money that a visit's booking falls under: several where it is not known when it was booked, and the
    /// versions until then differ in them.</summary>
    public ImmutableArray<FeeRules> FeesOf(Visit visit, Instant now)
    {
        Rooms judging = Of(visit, now);
        if (_versions.Length == 1)
        {
            return [judging.Fees];
        }

        if (visit.BookedAt is { } booked)
        {
            return [Charging(Nearest(booked), judging)];
        }

        int last = PlaceOf(DateOf(visit.TimeIfAny ?? now));
        return
        [
            .. _versions.Take(last + 1).Select(static version => version.Rooms)
                .Where((rooms, place) => place == last || !rooms.Fees.ChargesLike(_versions[last].Rooms.Fees))
                .Select(rooms => Charging(rooms, judging)),
        ];
    }

    /// <summary>The rules about money in force at an instant; those in force now where it is not known.</summary>
    public FeeRules FeesAt(Instant? booked, Rooms now) => booked is { } at ? Nearest(at).Fees : now.Fees;

    // What was eaten is judged by the version of the visit's own date.
    private FeeRules Charging(Rooms charging, Rooms visit) => ReferenceEquals(charging, visit)
        ? visit.Fees
        : _fees.GetOrAdd((charging.Fees, visit.Fasting), static both => both.Charging.WithFast(both.Fasting.CancellationJudgement));

    private int PlaceOf(LocalDate date) => _versions.LastUpTo(version => version.From <= date);
}
