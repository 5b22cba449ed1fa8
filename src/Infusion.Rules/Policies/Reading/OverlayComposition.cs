using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Puts an overlay onto a policy, or finds everything in which they contradict each other.</summary>
/// <remarks>
/// What both say alike stands once. Lists that grow are put in the order of
/// their ids, so that the order in which overlays are taken up does not
/// show in the result.
/// </remarks>
internal static class OverlayComposition
{
    private const int MostSources = 200;
    private const int MostScreens = 64;
    private const int MostInteractions = 60;

    /// <summary>The policy with the overlay; null when they contradict each other.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="overlay">The overlay.</param>
    /// <param name="conflicts">The contradictions, located in the overlay's canonical text.</param>
    public static ClinicPolicy? Compose(ClinicPolicy policy, PolicyOverlay overlay, out ImmutableArray<Problem> conflicts)
    {
        LocatedNode root = LocatedTree.Parse(OverlayDocument.Document.Bytes(overlay), out ProblemList list)!;
        var at = new LocatedValue(root, list);
        ImmutableArray<Reference> sources = Joined(policy.Sources, SourcesFor(policy, overlay), source => source.Id);
        ImmutableArray<ScreenCriterion> screens = Joined(policy.Eligibility?.Screens ?? [], overlay.Screens, screen => screen.Id);
        ImmutableArray<LabelInteraction> interactions = Joined(
            policy.Continuity?.Interactions ?? [], overlay.Interactions, interaction => interaction.Id);
        string version = VersionOf(policy, overlay);

        Distinct(at.Member("sources"), overlay.Sources, policy.Sources, source => source.Id, _ => [], "source");
        Distinct(at.Member("screens"), overlay.Screens, policy.Eligibility?.Screens ?? [], screen => screen.Id, _ => [], "screen");
        Distinct(
            at.Member("interactions"), overlay.Interactions, policy.Continuity?.Interactions ?? [], interaction => interaction.Id, NamesOf,
            "interaction");
        if (list.Count == 0)
        {
            Fits(at.Member("sources"), sources.Length, MostSources, "sources");
            Fits(at.Member("screens"), screens.Length, MostScreens, "screens");
            Fits(at.Member("interactions"), interactions.Length, MostInteractions, "interactions");
        }

        if (version.Length > PolicyDocument.LongestVersion)
        {
            at.Member("id").Report(
                ProblemCodes.OutOfRange, "a policy version that grows too long with it",
                FormattableString.Invariant($"a version of at most {PolicyDocument.LongestVersion} characters"));
        }

        conflicts = list.ToImmutable();
        return !conflicts.IsEmpty ? null : policy with
        {
            Version = version,
            Sources = sources,
            Eligibility = screens.IsEmpty ? policy.Eligibility : (policy.Eligibility ?? new()) with { Screens = screens },
            Continuity = interactions.IsEmpty ? policy.Continuity : (policy.Continuity ?? new()) with { Interactions = interactions },
        };
    }

    /// <summary>Reports each item that shares its id or a name with a different one of the policy, at the first that they share.</summary>
    private static void Distinct<T>(
        LocatedValue at, ImmutableArray<T> ours, ImmutableArray<T> theirs, Func<T, string> id, Func<T, IEnumerable<string>> names,
        string what)
        where T : class
    {
        foreach ((T item, LocatedValue place) in ours.Zip(at.Items, (item, place) => (item, place)))
        {
            foreach (T other in theirs.Where(other => !other.Equals(item)))
            {
                var taken = new HashSet<string>(names(other).Select(NamesInText.KeyOf), StringComparer.Ordinal);
                LocatedValue shared = place.Member("id").TextOrNull == id(other) ? place.Member("id")
                    : NamesAt(place).FirstOrDefault(name => name.TextOrNull is { } text && taken.Contains(NamesInText.KeyOf(text)));
                if (!shared.IsAbsent)
                {
                    shared.Report(
                        ProblemCodes.Contradiction, $"{Problem.Quote(shared.TextOrNull!)}, which the policy has with another meaning",
                        $"the {what} as it stands in the policy, or one whose names the policy does not have");
                }
            }
        }
    }

    private static IEnumerable<LocatedValue> NamesAt(LocatedValue place) =>
    [
        place.Member("medicine"), .. place.Member("aliases").Items,
        .. place.Member("members").Items.SelectMany(static member => member.Member("aliases").Items.Prepend(member.Member("medicine"))),
    ];

    private static void Fits(LocatedValue at, int count, int most, string what)
    {
        if (count > most)
        {
            at.Report(
                ProblemCodes.OutOfRange, FormattableString.Invariant($"{count} {what} together with the policy's"),
                FormattableString.Invariant($"at most {most} {what}"));
        }
    }

    // The overlay's own, and for another clinic's policy the references of the package's register that it cites.
    private static ImmutableArray<Reference> SourcesFor(ClinicPolicy policy, PolicyOverlay overlay)
    {
        if (policy.Id == SourceRegister.PolicyId)
        {
            return overlay.Sources;
        }

        HashSet<string> cited =
        [
            .. overlay.Screens.SelectMany(static screen => screen.Citations),
            .. overlay.Interactions.SelectMany(static interaction => interaction.Citations),
            .. overlay.Interactions.SelectMany(static interaction => interaction.Members).SelectMany(static member => member.Citations),
        ];
        cited.ExceptWith(policy.Sources.Select(static source => source.Id));
        return [.. overlay.Sources, .. SourceRegister.Published.References.Where(reference => cited.Contains(reference.Id))];
    }

    private static IEnumerable<string> NamesOf(LabelInteraction interaction) =>
    [
        interaction.Medicine, .. interaction.Aliases,
        .. interaction.Members.SelectMany(static member => member.Aliases.Insert(0, member.Medicine)),
    ];

    // What the overlay does not add to stays as the policy has it.
    private static ImmutableArray<T> Joined<T>(ImmutableArray<T> theirs, ImmutableArray<T> ours, Func<T, string> id) =>
        ours.IsEmpty ? theirs : [.. theirs.Union(ours).OrderBy(id, StringComparer.Ordinal)];

    // "2026-01+a.1+b.3": the clinic's own version, then the overlays in the order of their ids, each once.
    private static string VersionOf(ClinicPolicy policy, PolicyOverlay overlay)
    {
        string[] parts = policy.Version.Split('+');
        return string.Join(
            "+",
            parts.Take(1).Concat(
                parts.Skip(1).Append($"{overlay.Id}.{overlay.Version}").Distinct().OrderBy(part => part, StringComparer.Ordinal)));
    }
}
