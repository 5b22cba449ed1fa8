using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Protocols;

/// <summary>Whether the clinic offers a route.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by route and outcome under the
/// same rules.</remarks>
public readonly record struct RouteDecision
{
    private readonly ProtocolRules? _rules;

    internal RouteDecision(ProtocolRules rules, InfusionRoute? route, Verdict verdict) => (_rules, Route, Verdict) = (rules, route, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The route; <c>null</c> when not known.</summary>
    public InfusionRoute? Route { get; }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while the route is not known, the most cautious of the possible ones.</summary>
    public RouteOutcome Outcome => (RouteOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<RouteOutcome> Possible
    {
        get
        {
            Verdict verdict = Verdict;
            return [.. new[] { RouteOutcome.Offered, RouteOutcome.NotOffered }.Where(outcome => verdict.Allows((int)outcome))];
        }
    }

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.RouteTable.Explain([ProtocolRules.RouteValue(Route)]);

    /// <summary>What to ask; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.RouteTable.Questions([ProtocolRules.RouteValue(Route)]);

    private ProtocolRules Rules => _rules ?? throw new InvalidOperationException("The default route decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.RouteTable, [ProtocolRules.RouteValue(Route)], Rules.Version);

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"NotOffered".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);
}
