BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $examples = Split-Path $SampleRun
}

Describe 'Measure-HNPower' {
    It 'plans from two assumptions' {
        $plan = Measure-HNPower -StandardDeviation 0.25 -Correlation 0.8 -Images 210 -Margin 0.01
        # 0.25 sqrt(2 x 0.2) = 0.1581 a difference; (1.9714 + 0.8436) x 0.1581 / sqrt(210) + 0.01, t of 209 degrees of freedom.
        [math]::Abs($plan.DetectableLoss - 0.0407) | Should -BeLessThan 0.0002
        $plan.ImagesToPass | Should -BeGreaterThan 1900
    }

    It 'plans from a pair of runs' {
        $plans = Compare-HNRun $examples/v6EX $examples/v7EX | Measure-HNPower -Images 100, 400
        $plans | Should -HaveCount 2
        $plans[0].DetectableLoss | Should -BeGreaterThan $plans[1].DetectableLoss
    }

    It 'says when a comparison has no spread' {
        Compare-HNRun $examples/v6EX $examples/v6EX | Measure-HNPower -ErrorVariable fault -ErrorAction SilentlyContinue
        $fault[0].FullyQualifiedErrorId | Should -BeLike 'NotComparable*'
    }
}
