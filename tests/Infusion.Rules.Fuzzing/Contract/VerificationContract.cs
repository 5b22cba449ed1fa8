using System.Collections.Immutable;
using System.Text;
using Infusion.Rules.Documents;
using Infusion.Rules.Verification;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What stands beside a policy for the gate and the check.</summary>
internal static class VerificationContract
{
    /// <summary>A declared step.</summary>
    public static void Changes(byte[] input)
    {
        bool isRead = DeclaredStep.TryParse(input, "a.json", out DeclaredStep? step, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, step is not null, problems, input, ofPatient: null);
        if (step is null)
        {
            return;
        }

        string json = step.ToJson();
        _ = step.ToString();
        Unless(
            DeclaredStep.TryParse(Encoding.UTF8.GetBytes(json), "a.json", out DeclaredStep? again, out _),
            "a step that is none when it is read back");
        Unless(
            again!.ToJson() == json && again.From == step.From && again.To == step.To && again.Reason == step.Reason
            && again.Values.SequenceEqual(step.Values) && again.Effects.SequenceEqual(step.Effects),
            "a step that is another when it is read back");
    }

    /// <summary>Reviewed findings, for which there is no writer.</summary>
    public static void Accepted(byte[] input)
    {
        try
        {
            Unless(Load(input).SequenceEqual(Load(input)), "findings that are others when they are read again");
        }
        catch (DocumentException refusal)
        {
            Reading.Answers(false, false, refusal.Problems, input, ofPatient: null);
        }
    }

    private static ImmutableArray<AcceptedFinding> Load(byte[] input)
    {
        using var stream = new MemoryStream(input);
        return VerificationJson.LoadAccepted(stream);
    }
}
