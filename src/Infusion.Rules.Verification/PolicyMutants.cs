using System.Text.Json.Nodes;
using Infusion.Rules.Policies;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Makes policies that are wrong in one value, or in a few, to try whether cases or a comparison see it.</summary>
/// <remarks>
/// <para>Every value of the document is changed by what its schema says it is: see <see cref="MutationOperator"/>. What the reader refuses
/// is no mutant. The order is that of the document, and the same on every machine.</para>
/// <para>Pure and thread-safe.</para>
/// </remarks>
public static class PolicyMutants
{
    /// <summary>Makes every policy with one change; leaving out what goes without saying is none.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The mutants, in the order of the document, each made when it is asked for.</returns>
    /// <example><code>
    /// foreach (PolicyMutant mutant in PolicyMutants.Of(ClinicPolicy.VirginiaInfusionTherapies)) { ... }
    /// </code></example>
    public static IEnumerable<PolicyMutant> Of(ClinicPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        string json = policy.ToJson();
        return Edits(json).Select(edit => Made(json, [edit])).OfType<PolicyMutant>().Where(mutant => !mutant.Policy.Equals(policy));
    }

    /// <summary>Makes policies with several changes at once, drawn by a seed.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="changes">How many changes each has; 1 or more.</param>
    /// <param name="count">How many to draw; those the reader refuses are left out of what is returned.</param>
    /// <param name="seed">The seed; equal seeds give equal mutants on every machine.</param>
    /// <returns>The mutants, each made when it is asked for.</returns>
    public static IEnumerable<PolicyMutant> Of(ClinicPolicy policy, int changes, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (changes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(changes), "A mutant has at least one change.");
        }

        string json = policy.ToJson();
        LocatedEdit[] edits = [.. Edits(json)];
        return Drawn(edits, changes, count, seed).Select(drawn => Made(json, drawn)).OfType<PolicyMutant>()
            .Where(mutant => !mutant.Policy.Equals(policy));
    }

    private static IEnumerable<LocatedEdit> Edits(string json)
    {
        JsonNode schema = JsonNode.Parse(ClinicPolicy.Schema)!;
        JsonNode policy = JsonNode.Parse(json)!;
        return new EditFinder(schema, policy).Find();
    }

    private static PolicyMutant? Made(string json, IReadOnlyCollection<LocatedEdit> edits)
    {
        JsonNode policy = JsonNode.Parse(json)!;

        // From the end of the document to its beginning, so that an item taken out moves none of those still to be changed.
        foreach (LocatedEdit edit in edits.OrderByDescending(static edit => edit.Order))
        {
            edit.Apply(policy);
        }

        return ClinicPolicy.TryParse(policy.ToJsonString(), out ClinicPolicy? mutant, out _)
            ? new() { Edits = [.. edits.Select(static edit => edit.Edit)], Policy = mutant }
            : null;
    }

    private static IEnumerable<LocatedEdit[]> Drawn(LocatedEdit[] edits, int changes, int count, ulong seed)
    {
        var draws = new Draws(seed);
        for (int made = 0; made < count; made++)
        {
            var drawn = new List<LocatedEdit>();
            for (int tries = 0; drawn.Count < changes && tries < 100 * changes; tries++)
            {
                LocatedEdit edit = edits[draws.Next(edits.Length)];
                if (drawn.TrueForAll(other => !edit.Touches(other)))
                {
                    drawn.Add(edit);
                }
            }

            yield return [.. drawn];
        }
    }
}
