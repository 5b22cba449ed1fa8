using System.Collections.Concurrent;
using System.Collections.Immutable;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Which rooms judge what of a course: those of one policy version always, or those of each version of a book by date.</summary>
internal sealed class RoomsByDate
{
    private readonly PolicyBook? _book;
    private readonly ImmutableArray<Rooms> _versions;
    private readonly ConcurrentDictionary<(Rooms Charging, Rooms Visit), FeeRules> _fees = new();

    /// <summary>The rooms of one version, whatever the date.</summary>
    public RoomsByDate(Rooms always) => _versions = [always];

    /// <summary>The rooms of each version of a book, in its order; all in one time zone.</summary>
    public RoomsByDate(PolicyBook book, ImmutableArray<Rooms> versions) => (_book, _versions) = (book, versions);

    /// <summary>The clinic's time zone.</summary>
    public DateTimeZone TimeZone => _versions[0].TimeZone;

    /// <summary>The clinic-local date of an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(TimeZone).Date;

    /// <summary>The rooms in force at an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No version is in force then.</exception>
    public Rooms InForce(Instant at)
    {
        _ = _book?.On(DateOf(at));
        return Nearest(at);
    }

    /// <summary>The rooms in force at an instant; before the first version those of the first, after the last those of the last.</summary>
    public Rooms Nearest(Instant at) => _versions.Length == 1 ? _versions[0] : _versions[PlaceOf(DateOf(at))];

    /// <summary>Why nothing can be decided of an instant; <c>null</c> where a version is in force.</summary>
    public string? Missing(Instant at) => _book is { } book && DateOf(at) is var date && (date < book.From || date >= book.To)
        ? $"No version of the policy is in force on {PolicyBook.Text(date)}."
        : null;

    /// <summary>The rules about money that a visit's booking falls under: several where it is not known when it was booked, and the
    /// versions until then differ in them.</summary>
    public ImmutableArray<FeeRules> FeesOf(Visit visit, Instant now)
    {
        Rooms judging = Nearest(visit.TimeIfAny ?? now);
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
            .. Enumerable.Range(0, last + 1).Select(place => _versions[last - place]).GroupBy(static rooms => rooms.Fees.Policy)
                .Select(same => Charging(same.First(), judging)),
        ];
    }

    /// <summary>The rules about money in force at an instant; those in force now where it is not known.</summary>
    public FeeRules FeesAt(Instant? booked, Rooms now) => booked is { } at ? Nearest(at).Fees : now.Fees;

    // What was eaten is judged by the version of the visit's own date.
    private FeeRules Charging(Rooms charging, Rooms visit) => ReferenceEquals(charging, visit)
        ? visit.Fees
        : _fees.GetOrAdd((charging, visit), static both => new(
            both.Charging.Fees.Policy, both.Visit.Fasting.CancellationJudgement, both.Charging.TimeZone, both.Charging.Version));

    private int PlaceOf(LocalDate date)
    {
        int place = _versions.Length - 1;
        while (place > 0 && date < _book!.Versions[place].From)
        {
            place--;
        }

        return place;
    }
}
