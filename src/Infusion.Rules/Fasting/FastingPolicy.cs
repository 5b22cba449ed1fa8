using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>What a clinic can set about fasting.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record FastingPolicy
{
    /// <summary>The kinds of intake the clinic has a rule for, each id once; empty when none is published.</summary>
    public ImmutableArray<IntakeKind> Kinds { get => field.OrEmpty(); init; }

    /// <summary>How long before the anchor a sip of water with a medicine is of no concern; inside it a clinician decides. <c>null</c> when
    /// not published.</summary>
    public Duration? OralMedicineWindow { get; init; }

    /// <summary>The limits inside which a clinician judges what the clinic has
    /// no rule for; empty for the strictest of every kind.</summary>
    /// <remarks>A clinic that asks for 72 hours without alcohol hardly means 72 hours for any other food, and says so here.</remarks>
    public ImmutableArray<IntakeLimit> UnlistedLimits { get => field.OrEmpty(); init; }

    /// <summary>The id of the kind that everything without a rule of its own counts as; <c>null</c> leaves it to a clinician.</summary>
    /// <remarks>For a clinic whose rule is "nothing by mouth", whatever it was. Before the appointment, during the infusion and after it,
    /// a kind that states nothing of its own counts as that one, too. Where that one has limits, <see cref="UnlistedLimits"/> is
    /// empty.</remarks>
    public string? UnlistedCountsAs { get; init; }

    /// <summary>The anesthesiologists' minimums shown beside the clinic's rule; empty for none.</summary>
    public ImmutableArray<AsaWindow> AsaAdvisory { get => field.OrEmpty(); init; }

    /// <summary>Everyday foods and drinks and what they count as, so that records may name them.</summary>
    public ImmutableArray<FoodExample> Foods { get => field.OrEmpty(); init; }

    /// <summary>The strictest elapsed window of any kind, which judges what the clinic has no rule for.</summary>
    public Duration StrictestWindow => StrictestOf(Kinds.SelectMany(kind => kind.Limits));

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(FastingPolicy? other) =>
        other is not null && OralMedicineWindow == other.OralMedicineWindow && UnlistedCountsAs == other.UnlistedCountsAs
        && UnlistedLimits.SequenceEqual(other.UnlistedLimits) && Kinds.SequenceEqual(other.Kinds)
        && AsaAdvisory.SequenceEqual(other.AsaAdvisory) && Foods.SequenceEqual(other.Foods)
        && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => Kinds.Length;

    /// <summary>Writes the kinds and their limits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Fasting: {string.Join("; ", Kinds)}";

    /// <summary>The longest of the windows among limits; zero when there is none.</summary>
    internal static Duration StrictestOf(IEnumerable<IntakeLimit> limits)
    {
        Duration? strictest = null;
        foreach (IntakeLimit.Window window in limits.OfType<IntakeLimit.Window>())
        {
            strictest = strictest is { } longest && longest > window.Before ? longest : window.Before;
        }

        return strictest ?? Duration.Zero;
    }

    /// <summary>Whether anything is published of what is eaten and drunk before an appointment.</summary>
    internal bool HasFast => !Kinds.IsEmpty && Kinds.SelectMany(static kind => kind.Limits).Concat(UnlistedLimits).Any();

    /// <summary>What bounds the clinician's judgement of an unlisted kind; all of them hold.</summary>
    internal ImmutableArray<IntakeLimit> JudgesUnlisted => !UnlistedLimits.IsEmpty ? UnlistedLimits
        : [new IntakeLimit.Window(StrictestWindow), .. Kinds.SelectMany(kind => kind.Limits).OfType<IntakeLimit.Clock>().Distinct()];

    /// <summary>The policy itself, when its parts fit together.</summary>
    internal FastingPolicy Checked()
    {
        foreach (IntakeKind kind in Kinds.Where(static kind => !kind.Limits.IsEmpty))
        {
            RequireEverySession($"The intake kind '{kind.Id}'", kind.Limits);
        }

        if (!UnlistedLimits.IsEmpty)
        {
            RequireEverySession("What is unlisted", UnlistedLimits);
        }

        string[] ids = [.. Kinds.Select(kind => kind.Id)];
        Require(ids.Distinct(StringComparer.Ordinal).Count() == ids.Length, "An intake kind stands twice.");
        Require(!(OralMedicineWindow < Duration.Zero), "The window for a sip of water with a medicine is not negative.");
        Require(
            UnlistedCountsAs is null || Kinds.Any(kind => kind.Id == UnlistedCountsAs && (UnlistedLimits.IsEmpty || kind.Limits.IsEmpty)),
            $"What is unlisted counts as '{UnlistedCountsAs}', which must be one of the kinds, and then has no limits of its own.");
        Require(
            AsaAdvisory.All(static window => window.Minimum > Duration.Zero || !window.IsExample),
            "A minimum of the guideline that asks for no time is no example.");
        FoodExample? stray = Foods.FirstOrDefault(
            food => !ids.Contains(food.Kind) && food.Kind is not (IntakeKind.OralMedicine or IntakeKind.Unlisted));
        Require(
            stray is null, $"The food '{stray?.Name}' counts as '{stray?.Kind}', which is none of the kinds: {string.Join(", ", ids)}.");
        Require(
            Foods.Select(food => NameLook.Of(food.Name)).Distinct(StringComparer.OrdinalIgnoreCase).Count() == Foods.Length,
            "A food stands twice.");
        FoodExample? other = Foods.FirstOrDefault(food => KindNamedLike(food.Name, ids) is { } id && id != food.Kind);
        Require(other is null, $"The food '{other?.Name}' counts as '{other?.Kind}', and a kind has its name.");
        return this;
    }

    /// <summary>The kind whose id a food's name is, or looks like, but for case and spaces; <c>null</c> for none.</summary>
    /// <remarks>Such a food counts as that kind and no other: a record may write it either way.</remarks>
    internal static string? KindNamedLike(string food, IEnumerable<string> ids) =>
        ids.FirstOrDefault(id => string.Equals(id, NameLook.Of(food).Replace(' ', '-'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first appointment time that limits leave without one; <c>null</c> when every time has one.</summary>
    /// <remarks>A rule for some sessions only would let everything pass before the others, which no clinic means.</remarks>
    internal static LocalTime? OpenFrom(ImmutableArray<IntakeLimit> limits)
    {
        LocalTime? open = LocalTime.Midnight;
        foreach (IntakeLimit limit in limits.Sort(static (one, other) => one.SessionsFrom.CompareTo(other.SessionsFrom)))
        {
            open = open is { } from && limit.Binds(from) ? limit.SessionsBefore : open;
        }

        return open;
    }

    private static void RequireEverySession(string what, ImmutableArray<IntakeLimit> limits)
    {
        if (OpenFrom(limits) is { } open)
        {
            throw new ArgumentException(
                $"{what} has no limit for appointments from {Wording.Clock(open)}; give one for every time of day, such as a window of "
                + "zero hours.");
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
