using System.CommandLine;
using System.Text.Json;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules decide</c>: all decisions about a record, explained.</summary>
internal static class DecideCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        What is open is shown with the questions in the order to ask them, and with
        the most cautious outcome until it is known.

        Examples:
          infusion-rules decide published samples/change/water.json
          infusion-rules decide published+consensus-2018 samples/Infusion.Rules.Sample/cases/crps.json
          infusion-rules decide samples/change/book.json samples/change/water.json --as-of 2026-09-01 --format json
        """;

    public static Command Create(TextWriter output)
    {
        var policy = Arguments.Policy();
        var patient = new Argument<string>("RECORD") { Description = "a patient's record" };
        var asOf = Arguments.AsOf();
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json);
        var file = Arguments.Output();
        var command = new Command(
            "decide", "Decides everything about a patient's record, and says why.") { policy, patient, asOf, format, file };
        command.SetAction(parsed =>
        {
            InfusionRules rules = PolicyInput.Read(parsed.GetRequiredValue(policy), parsed.GetValue(asOf));
            var decisions = new RecordDecisions(rules, RecordInput.Review(parsed.GetRequiredValue(patient), rules));
            Report.To(parsed.GetValue(file), output, writer =>
            {
                if (parsed.GetValue(format) == ReportFormat.Json)
                {
                    writer.Write(
                        JsonSerializer.Serialize(decisions.ToDocument(), RecordDecisionsJson.Default.RecordDecisionsDocument) + "\n");
                }
                else
                {
                    DecisionText.Write(decisions, Terminal.On(writer));
                }
            }, $"{Wording.Count(decisions.All.Length, "decision")} written.");
            return ExitCode.Holds;
        });
        return command;
    }
}
