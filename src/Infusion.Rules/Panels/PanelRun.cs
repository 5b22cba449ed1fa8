using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Panels;

/// <summary>A panel under one policy: room by room, in blocks whose columns stay in the nearest cache.</summary>
internal sealed class PanelRun
{
    private const int Block = 256;

    private readonly Panel _panel;
    private readonly EligibilityRules.Columns.Run _eligibility;
    private readonly FastingRules.Columns.Run _fasting;
    private readonly ResponseRules.Columns.Run _response;
    private readonly FeeRules.Columns.Run _fee;
    private readonly MaintenanceRules.Columns.Run _maintenance;

    public PanelRun(Panel panel, InfusionRules rules)
    {
        (_panel, Rules) = (panel, rules);
        _eligibility = new(panel.Eligibility, rules.Eligibility);
        _fasting = new(panel.Fasting, rules.Fasting);
        _response = new(panel.Response, rules.Response);
        _fee = new(panel.Fee, rules.Fees);
        _maintenance = new(panel.Maintenance, rules.Maintenance);
    }

    public InfusionRules Rules { get; }

    public void Decide(int from, Span<PanelDecision> decisions)
    {
        for (; decisions.Length > Block; decisions = decisions.Slice(Block), from += Block)
        {
            DecideBlock(from, decisions.Slice(0, Block));
        }

        DecideBlock(from, decisions);
    }

    private void DecideBlock(int from, Span<PanelDecision> decisions)
    {
        int count = decisions.Length;
        Span<int> columns = stackalloc int[count * 9];
        Span<Instant> earliest = stackalloc Instant[count];
        Span<int> eligibility = columns.Slice(0, count), eligibilityFindings = columns.Slice(count, count), protocol = columns.Slice(2 * count, count);
        Span<int> fasting = columns.Slice(3 * count, count), response = columns.Slice(4 * count, count), fee = columns.Slice(5 * count, count);
        Span<int> feePlaces = columns.Slice(6 * count, count), maintenance = columns.Slice(7 * count, count), maintenanceFindings = columns.Slice(8 * count, count);
        _eligibility.Decide(from, eligibility, eligibilityFindings);
        _panel.Protocol.Choose(Rules.Protocols, from, protocol);
        _fasting.Plan(from, fasting, earliest);
        _response.Judge(from, response);
        _fee.Cancellation(from, fasting, fee, feePlaces);
        _maintenance.On(from, maintenance, maintenanceFindings);
        for (int index = 0; index < count; index++)
        {
            decisions[index] = new(
                eligibility[index], eligibilityFindings[index], protocol[index], fasting[index], earliest[index], response[index], fee[index],
                _fee.AmountOf(from + index, fasting[index], fee[index], feePlaces[index]), maintenance[index], maintenanceFindings[index],
                _maintenance.WindowOf(from + index));
        }
    }
}
