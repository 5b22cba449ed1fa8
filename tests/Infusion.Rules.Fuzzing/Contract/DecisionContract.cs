using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What is read as a decision's document is written and read back.</summary>
internal static class DecisionContract
{
    /// <summary>A document.</summary>
    public static void Decision(byte[] input)
    {
        string text = Reading.Text(input);
        DecisionDocument document;
        try
        {
            document = DecisionJson.Parse(text);
        }
        catch (DocumentException refusal)
        {
            Reading.Answers(false, false, refusal.Problems, text.TrimStart('\uFEFF'), ofPatient: "");
            return;
        }

        ReadBack([document]);
    }

    /// <summary>Documents that the library wrote or read.</summary>
    public static void ReadBack(ImmutableArray<DecisionDocument> documents)
    {
        foreach (DecisionDocument document in documents)
        {
            string json = DecisionJson.Write(document);
            DecisionDocument again = DecisionJson.Parse(json);
            Unless(again == document && again.GetHashCode() == document.GetHashCode(), "a document that is another when it is read back");
            Unless(DecisionJson.Write(again) == json, "a document that is written otherwise when it is read back");
            _ = document.ToString();
        }
    }
}
