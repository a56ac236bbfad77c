BeforeAll { . "$PSScriptRoot/Shared.ps1" }

Describe 'Measure-HNConfusion' {
    BeforeAll {
        $null = New-HNSampleRun TestDrive:/oneEX -Images 6 -Size 96 -Seed 1
        Copy-Item TestDrive:/oneEX/output/predictions_test TestDrive:/pred -Recurse
        (Get-ChildItem TestDrive:/pred -Filter *_EX.png) | ForEach-Object { Copy-Item $_ ($_.FullName -replace '_EX', '_MA') }
    }

    It 'counts two equal classes alike under both names' {
        $cells = Measure-HNConfusion -GroundTruth TestDrive:/pred -Prediction "$TestDrive/pred/*.png" -WarningAction SilentlyContinue -ErrorVariable fault -ErrorAction SilentlyContinue
        $fault.FullyQualifiedErrorId | Should -BeLike 'SameFile,*' -Because 'both sides are the same files'
        Copy-Item TestDrive:/pred TestDrive:/gt -Recurse
        $cells = Measure-HNConfusion -GroundTruth TestDrive:/gt -Prediction TestDrive:/pred -WarningAction SilentlyContinue
        $cells.Count | Should -Be 9
        $of = { param($gt, $pred) ($cells | Where-Object { $_.GroundTruth -eq $gt -and $_.Predicted -eq $pred }).Pixels }
        & $of EX MA | Should -Be (& $of EX EX)
        & $of EX $null | Should -Be 0
    }

    It 'refuses a single class' {
        $cells = Measure-HNConfusion -GroundTruth TestDrive:/pred/*.png -Prediction TestDrive:/oneEX/output/predictions_test -WarningAction SilentlyContinue -ErrorAction SilentlyContinue -ErrorVariable fault
        $cells | Should -BeNullOrEmpty -Because 'predictions of one class are no confusion'
        $fault.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }
}
