using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Tables;

/// <summary>What is known of one fact: a value, a range of values, or nothing.</summary>
/// <remarks>
/// <para>Values are codes in the fact's declared unit, as <see cref="Fact"/> describes. <c>default</c> is <see cref="Unknown"/>, so that
/// a fact nobody filled in is never read as zero or "no".</para>
/// <para>Equality is by the two bounds. The type is immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(NoJsonConverter<FactValue>))]
public readonly record struct FactValue
{
    // INVARIANT: the count is 1 for an exact value and wraps to 0 for the whole
    // range of a code, whose low is stored as 0: all zero is unknown.
    private readonly long _low;
    private readonly ulong _count;

    private FactValue(long low, ulong count) => (_low, _count) = (low, count);

    /// <summary>Nothing is known of the fact.</summary>
    public static FactValue Unknown => default;

    /// <summary>The lowest code the fact may have, inclusive.</summary>
    public long Low => IsUnknown ? long.MinValue : _low;

    /// <summary>The highest code the fact may have, inclusive.</summary>
    public long High => IsUnknown ? long.MaxValue : unchecked(_low + (long)(_count - 1));

    /// <summary>The value is known exactly.</summary>
    public bool IsExact => _count == 1;

    /// <summary>Nothing at all is known.</summary>
    public bool IsUnknown => _count == 0;

    /// <summary>The code of an exact value, which is the same as its <see cref="Low"/>.</summary>
    internal long Code => _low;

    /// <summary>The fact has exactly this code.</summary>
    /// <param name="code">The code, in the fact's unit.</param>
    /// <returns>The exact value.</returns>
    public static FactValue Exactly(long code) => new(code, 1);

    /// <summary>The fact has a code between two bounds, both inclusive.</summary>
    /// <param name="low">The lowest possible code.</param>
    /// <param name="high">The highest possible code; not below <paramref name="low"/>.</param>
    /// <returns>The partial value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="high"/> is below <paramref name="low"/>.</exception>
    public static FactValue Between(long low, long high) => high < low
        ? throw new ArgumentOutOfRangeException(nameof(high), "The upper bound of a fact is below its lower bound.")
        : unchecked((ulong)high - (ulong)low + 1) is var count and not 0 ? new(low, count) : Unknown;

    /// <summary>A yes/no fact from a nullable claim; <c>null</c> is unknown.</summary>
    /// <param name="claim">Yes, no, or not known.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FactValue Of(bool? claim) => claim is { } known ? Exactly(known ? 1 : 0) : Unknown;

    /// <summary>A count from a nullable number; <c>null</c> is unknown.</summary>
    /// <param name="count">The count in the fact's unit, or not known.</param>
    /// <returns>The value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FactValue Of(int? count) => count is { } known ? Exactly(known) : Unknown;

    /// <summary>An elapsed fact from a nullable duration; <c>null</c> is unknown.</summary>
    /// <param name="elapsed">The elapsed time, or not known.</param>
    /// <returns>The value in nanoseconds, saturated near ±292 years.</returns>
    public static FactValue Of(NodaTime.Duration? elapsed) => elapsed is { } known ? Exactly(Fact.Nanoseconds(known)) : Unknown;

    /// <summary>A linked fact from the outcomes of another table; <c>null</c>, and a contradiction, are unknown.</summary>
    /// <param name="outcomes">The upstream outcomes, or not known.</param>
    /// <returns>The outcome's code, or the range from the least to the most cautious possible one.</returns>
    public static FactValue Of(OutcomeSet? outcomes) => outcomes is { } known ? Of(known) : Unknown;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static FactValue Of(OutcomeSet outcomes) => outcomes is not { IsInvalid: false, Possible: not 0 } ? Unknown
        : (outcomes.Possible & (outcomes.Possible - 1)) == 0 ? Exactly(Bits.Lowest(outcomes.Possible))
        : Between(Bits.Lowest(outcomes.Possible), outcomes.MostCautious);

    /// <summary>Says how much is known, never the value.</summary>
    /// <returns>"known", "between" or "unknown".</returns>
    public override string ToString() => IsExact ? "known" : IsUnknown ? "unknown" : "between";
}
