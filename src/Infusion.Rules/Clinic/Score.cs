using System.Globalization;
using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Clinic;

/// <summary>A score on an instrument, always within the instrument's range.</summary>
/// <remarks><c>default</c> is a pain score of 0. Equality is by instrument and value. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ScoreJsonConverter))]
public readonly record struct Score
{
    private const int Million = 1_000_000;

    private Score(Instrument instrument, decimal points)
    {
        (Instrument, Points) = (instrument, points);

        // With too many places the product is rounded, so it is turned back to see whether it was.
        decimal millionths = points * Million;
        Millionths = decimal.Truncate(millionths) == millionths && millionths / Million == points ? decimal.ToInt64(millionths) : -1;
    }

    /// <summary>The instrument.</summary>
    public Instrument Instrument { get; }

    /// <summary>The score in the instrument's points.</summary>
    public decimal Points { get; }

    /// <summary>The score in millionths of a point; -1 when it has more than six decimal places.</summary>
    internal long Millionths { get; }

    /// <summary>A score on an instrument.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="points">The score, within <see cref="Minimum"/> and
    /// <see cref="Maximum"/>, both inclusive; whole except for pain.</param>
    /// <returns>The score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The score is outside the range, or not whole where it must be.</exception>
    public static Score Of(Instrument instrument, decimal points) => Check(instrument, points) is { } problem
        ? throw new ArgumentOutOfRangeException(nameof(points), problem)
        : new(instrument, points / 1.0000000000000000000000000000m);

    /// <summary>The lowest score of an instrument, inclusive.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The lowest score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not one of the enum.</exception>
    public static int Minimum(Instrument instrument) => RangeOf(instrument).Low;

    /// <summary>The highest score of an instrument, inclusive.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>The highest score.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not one of the enum.</exception>
    public static int Maximum(Instrument instrument) => RangeOf(instrument).High;

    /// <summary>Whether scores of an instrument are whole numbers.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <returns>Whether only whole numbers are valid; pain diaries are averaged and may have decimals.</returns>
    public static bool IsWhole(Instrument instrument) => instrument != Instrument.PainNrs;

    /// <summary>Writes the instrument and the score.</summary>
    /// <returns>"Phq9 10".</returns>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0} {1:0.############################}", Instrument, Points);

    /// <summary>What is wrong with a score, or <c>null</c>.</summary>
    internal static string? Check(Instrument instrument, decimal points)
    {
        (int low, int high) = RangeOf(instrument);
        return points < low || points > high
            ? FormattableString.Invariant($"A {instrument} score is from {low} to {high}.")
            : IsWhole(instrument) && decimal.Truncate(points) != points ? $"A {instrument} score is a whole number." : null;
    }

    private static (int Low, int High) RangeOf(Instrument instrument) => instrument switch
    {
        Instrument.PainNrs => (0, 10),
        Instrument.Phq9 => (0, 27),
        Instrument.Gad7 => (0, 21),
        Instrument.Madrs => (0, 60),
        Instrument.Pcl5 => (0, 80),
        Instrument.Hit6 => (36, 78),
        _ => throw new ArgumentOutOfRangeException(nameof(instrument), "There is no such instrument."),
    };
}
