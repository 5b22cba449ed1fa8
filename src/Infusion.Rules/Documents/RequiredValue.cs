using System.Collections.Immutable;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>A value that has to be there, so that what is made of it need not ask.</summary>
/// <remarks>
/// The readings are those of <see cref="LocatedValue"/>. What cannot be read is reported and comes back as a placeholder
/// (zero, false, empty, or null for a class): use nothing of it before <see cref="ObjectReader.Done"/> is true.
/// </remarks>
internal readonly struct RequiredValue(LocatedValue value)
{
    /// <summary>The same value with null for what cannot be read, for a reader whose next step depends on it.</summary>
    public LocatedValue OrNull => value;

    public bool Bool() => value.Bool() ?? false;

    public int Int(int from, int to) => value.Int(from, to) ?? 0;

    public long Long(long from, long to) => value.Long(from, to) ?? 0;

    public decimal Decimal(decimal from, decimal to, int maxScale) => value.Decimal(from, to, maxScale) ?? 0;

    public string String(int maxLength = 1000) => value.String(maxLength) ?? "";

    public string Name(IReadOnlyCollection<string> names) => value.Name(names) ?? "";

    public T Enum<T>()
        where T : struct, Enum => value.Enum<T>().GetValueOrDefault();

    public LocalDate Date() => value.Date().GetValueOrDefault();

    public LocalDateTime LocalDateTime(DateTimeZone? zone = null) => value.LocalDateTime(zone).GetValueOrDefault();

    public Instant Instant() => value.Instant().GetValueOrDefault();

    public Duration Duration() => value.Duration().GetValueOrDefault();

    public Duration Duration(Duration from, Duration to) => value.Duration(from, to).GetValueOrDefault();

    public Period Period() => value.Period() ?? NodaTime.Period.Zero;

    public T Parsed<T>(TextParser<T> parser, string code, string allowed)
        where T : struct => value.Parsed(parser, code, allowed).GetValueOrDefault();

    public T Object<T>(Func<ObjectReader, T?> read)
        where T : class => value.Object(read)!;

    public T Object<T>(Func<ObjectReader, T?> read)
        where T : struct => value.Object(read).GetValueOrDefault();

    public ImmutableArray<T> Array<T>(Func<LocatedValue, T?> item, int least = 0, int most = int.MaxValue)
        where T : class => value.Array(item, least, most) ?? [];

    public ImmutableArray<T> Array<T>(Func<LocatedValue, T?> item, int least = 0, int most = int.MaxValue)
        where T : struct => value.Array(item, least, most) ?? [];

    public ImmutableArray<T> Objects<T>(Func<ObjectReader, T?> read, int least = 0, int most = int.MaxValue)
        where T : class => value.Objects(read, least, most) ?? [];

    public ImmutableArray<T> Objects<T>(Func<ObjectReader, T?> read, int least = 0, int most = int.MaxValue)
        where T : struct => value.Objects(read, least, most) ?? [];
}
