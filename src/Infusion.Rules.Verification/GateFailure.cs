namespace Infusion.Rules.Verification;

/// <summary>One way in which a step does not do what it declares.</summary>
public sealed class GateFailure
{
    /// <summary>What is wrong.</summary>
    public required GateProblem Problem { get; init; }

    /// <summary>What it is wrong with: a value with its numbers, an effect, or the step itself.</summary>
    public required string Subject { get; init; }

    /// <summary>The decision whose effect it is; <c>null</c> for a value and for the step.</summary>
    public ComputedChange? Effect { get; init; }

    /// <summary>The failure as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Writes the sentence.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Says;
}
